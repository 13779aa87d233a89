using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>Takes in the events of a bulk delete. What can only be told at the end, <see cref="AuditConclusion"/> tells.</summary>
/// <remarks>
/// The rule is one <c>ENTITY_DELETE</c> for each asset, in any order. An asset is its guid; of its name only a hash is kept, and the
/// names of those that others stand below. See <see cref="AssetTable"/> and <see cref="ParentTable"/> for the memory.
/// </remarks>
internal sealed class Audit(AuditOptions options) : IEventConsumer
{
    public AuditOptions Options { get; } = options;

    public AssetTable Assets { get; } = new();

    public InputNames Inputs { get; } = new();

    public TypeNames Types { get; } = new();

    public ParentTable Parents { get; } = new();

    public RootTable Roots { get; } = new(options.Scopes);

    public FindingList Findings { get; } = new(options.Allowed);

    /// <summary>All assets that were deleted, each once.</summary>
    public TypeCounts Deleted { get; } = new();

    /// <summary>Those whose name is outside any connection.</summary>
    public TypeCounts Outside { get; } = new();

    /// <summary>Those that have no name.</summary>
    public TypeCounts Nameless { get; } = new();

    /// <summary>The deletes that were audited.</summary>
    public long Deletes { get; private set; }

    /// <summary>The deletes that no scope covers.</summary>
    public long DeletesElsewhere { get; private set; }

    /// <summary>Assets that were purged, and that were archived.</summary>
    public long Purged { get; private set; }

    public long Archived { get; private set; }

    public void Start(string input) => Inputs.Start(input);

    public void Consume(in EventView view)
    {
        if (view.Operation == OperationType.EntityDelete)
            ConsumeDelete(view);
        else if (Deletes > 0)
            ConsumeOther(view);
    }

    private void ConsumeOther(in EventView view)
    {
        if (view.Guid.Span.IsEmpty)
            return;

        int asset = Assets.Find(AssetKey.OfGuid(view.Guid.Span, out _));
        if (asset >= 0 && Assets[asset].Is(AssetFacts.Deleted))
            Findings[FindingKind.EventAfterDelete].Add(view, Inputs.CurrentName, DetailOf(FindingKind.EventAfterDelete, view, Assets[asset]));
    }

    private void ConsumeDelete(in EventView view)
    {
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        ReadOnlySpan<byte> guid = view.Guid.Span;

        // A delete without a name may belong to any scope.
        if (!name.IsEmpty && !Roots.IsWanted(name))
        {
            DeletesElsewhere++;
            return;
        }

        Deletes++;
        if (name.IsEmpty)
            Findings[FindingKind.NoName].Add(view, Inputs.CurrentName);

        AssetFacts facts = AssetFacts.Deleted | (name.IsEmpty ? AssetFacts.None : AssetFacts.HasName);
        AssetKey key;
        if (!guid.IsEmpty)
        {
            key = AssetKey.OfGuid(guid, out bool isUuid);
            facts |= isUuid ? AssetFacts.HasUuid : AssetFacts.None;
        }
        else
        {
            Findings[FindingKind.NoGuid].Add(view, Inputs.CurrentName);
            if (name.IsEmpty)
                return;

            key = AssetKey.OfName(name);
        }

        int number = Assets.FindOrAdd(key);
        ref AssetRecord asset = ref Assets[number];
        ushort type = Types.NumberOf(view.TypeName.Span);
        ulong nameHash = name.IsEmpty ? 0 : SeededHash.Of(name);
        if (asset.Is(AssetFacts.Deleted))
        {
            bool isSame = asset.Name == nameHash && asset.Type == type && asset.Handler == view.DeleteHandler;
            if (!guid.IsEmpty)
                AddRepeat(isSame ? FindingKind.DuplicateDelete : FindingKind.ConflictingDelete, view, asset);

            return;
        }

        if (Options.GuidFile is not null && !guid.IsEmpty && !asset.Is(AssetFacts.Expected))
            Findings[FindingKind.UnexpectedGuid].Add(view, Inputs.CurrentName);

        asset.Facts |= facts;
        asset.Name = nameHash;
        asset.Type = type;
        asset.Line = (uint)Math.Min(view.LineNumber, uint.MaxValue);
        asset.Input = Inputs.Current;
        asset.Handler = view.DeleteHandler;
        Count(view, name, number, type);
    }

    private void AddRepeat(FindingKind kind, in EventView view, in AssetRecord first)
        => Findings[kind].Add(view, Inputs.CurrentName, DetailOf(kind, view, first));

    private void Count(in EventView view, ReadOnlySpan<byte> name, int number, ushort type)
    {
        Deleted.Add(type);
        if (view.IsPurge)
            Purged++;
        else if (view.IsArchive)
            Archived++;
        else
            Findings[FindingKind.UnknownHandler].Add(view, Inputs.CurrentName, DetailOf(FindingKind.UnknownHandler, view, Assets[number]));

        if (name.IsEmpty)
        {
            Nameless.Add(type);
            return;
        }

        AuditRoot? root = Roots.Find(name);
        if (root is null)
        {
            Outside.Add(type);
            return;
        }

        root.Add(type, view, Inputs.CurrentName);
        if (name.Length > root.Name.Length)
            Parents.AddChild(AssetPath.ParentOf(name), root.Number, number, type);
    }

    // A text is made only for the first few.
    private string? DetailOf(FindingKind kind, in EventView view, in AssetRecord first)
    {
        if (Findings[kind].Count >= Examples.Most)
            return null;

        if (kind == FindingKind.UnknownHandler)
            return Examples.TextOf(view.DeleteHandlerText.Span);

        string deleted = Inputs.PlaceOf(first);
        return kind == FindingKind.EventAfterDelete
            ? $"{Examples.TextOf(view.OperationText.Span)}; deleted in {deleted}"
            : $"first deleted in {deleted}";
    }
}
