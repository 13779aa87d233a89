using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>Collects the events of a bulk delete. <c>AuditConclusion</c> adds the findings that require all events.</summary>
/// <remarks>
/// The rule is one <c>ENTITY_DELETE</c> for each asset, in any order. An asset is identified by its guid; of its name only a hash is kept.
/// Full names are kept only for assets with others below them. <see cref="AssetTable"/> and <see cref="ParentTable"/> state the memory.
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

    /// <summary>Deleted assets, each counted once.</summary>
    public TypeCounts Deleted { get; } = new();

    /// <summary>Deleted assets outside any connection.</summary>
    public TypeCounts Outside { get; } = new();

    /// <summary>Deleted assets without a name.</summary>
    public TypeCounts Nameless { get; } = new();

    /// <summary>Deletes within the scopes.</summary>
    public long Deletes { get; private set; }

    /// <summary>Deletes outside the scopes.</summary>
    public long DeletesOutOfScope { get; private set; }

    public long Purged { get; private set; }

    public long Archived { get; private set; }

    public void StartInput(string name) => Inputs.Start(name);

    public void Consume(in EventView view, in EventPosition position)
    {
        if (view.Operation == OperationType.EntityDelete)
            ConsumeDelete(view, position);
        else if (Deletes > 0)
            ConsumeOther(view, position);
    }

    private void ConsumeOther(in EventView view, in EventPosition position)
    {
        if (view.Guid.Span.IsEmpty)
            return;

        int asset = Assets.Find(AssetKey.OfGuid(view.Guid.Span, out _));
        if (asset >= 0 && Assets[asset].Has(AssetFacts.Deleted))
            Add(FindingKind.EventAfterDelete, view, position, Assets[asset]);
    }

    private void ConsumeDelete(in EventView view, in EventPosition position)
    {
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        ReadOnlySpan<byte> guid = view.Guid.Span;

        // A delete without a name may belong to any scope, so it is always included.
        if (!name.IsEmpty && !Roots.IsInScope(name))
        {
            DeletesOutOfScope++;
            return;
        }

        Deletes++;
        if (name.IsEmpty)
            Findings[FindingKind.NoName].Add(view, position);

        AssetFacts facts = AssetFacts.Deleted | (name.IsEmpty ? AssetFacts.None : AssetFacts.HasName);
        AssetKey key;
        if (!guid.IsEmpty)
        {
            key = AssetKey.OfGuid(guid, out bool isUuid);
            facts |= isUuid ? AssetFacts.HasUuid : AssetFacts.None;
        }
        else
        {
            Findings[FindingKind.NoGuid].Add(view, position);
            if (name.IsEmpty)
                return;

            key = AssetKey.OfName(name);
        }

        int number = Assets.FindOrAdd(key);
        ref AssetRecord asset = ref Assets[number];
        ushort type = Types.NumberOf(view.TypeName.Span);
        ulong nameHash = name.IsEmpty ? 0 : SeededHash.Of(name);
        if (asset.Has(AssetFacts.Deleted))
        {
            bool isSame = asset.Name == nameHash && asset.Type == type && asset.Handler == view.DeleteHandler;
            if (!guid.IsEmpty)
                Add(isSame ? FindingKind.DuplicateDelete : FindingKind.ConflictingDelete, view, position, asset);

            return;
        }

        if (Options.GuidFile is not null && !guid.IsEmpty && !asset.Has(AssetFacts.Expected))
            Findings[FindingKind.UnexpectedGuid].Add(view, position);

        asset.Facts |= facts;
        asset.Name = nameHash;
        asset.Type = type;
        asset.Line = (uint)Math.Min(position.LineNumber, uint.MaxValue);
        asset.Input = Inputs.Current;
        asset.Handler = view.DeleteHandler;
        Count(view, position, name, number, type);
    }

    private void Add(FindingKind kind, in EventView view, in EventPosition position, in AssetRecord first)
        => Findings[kind].Add(view, position, DetailOf(kind, view, first));

    private void Count(in EventView view, in EventPosition position, ReadOnlySpan<byte> name, int number, ushort type)
    {
        Deleted.Add(type);
        if (view.IsPurge)
            Purged++;
        else if (view.IsArchive)
            Archived++;
        else
            Add(FindingKind.UnknownHandler, view, position, Assets[number]);

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

        root.Add(type, view, position);
        if (name.Length > root.Name.Length)
            Parents.AddChild(AssetPath.ParentOf(name), root.Number, number, type);
    }

    // Builds texts only for the examples that are kept.
    private string? DetailOf(FindingKind kind, in EventView view, in AssetRecord first)
    {
        if (Findings[kind].Count >= Examples.MaxCount)
            return null;

        if (kind == FindingKind.UnknownHandler)
            return Examples.TextOf(view.DeleteHandlerText.Span);

        string deleted = Inputs.PositionOf(first);
        return kind == FindingKind.EventAfterDelete
            ? $"{Examples.TextOf(view.OperationText.Span)}; deleted in {deleted}"
            : $"first deleted in {deleted}";
    }
}
