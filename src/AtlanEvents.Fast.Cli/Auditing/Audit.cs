using System.Collections.Concurrent;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Collecting;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>Collects the events of a bulk delete. <c>AuditConclusion</c> adds the findings that require all events.</summary>
/// <remarks>
/// The rule is one <c>ENTITY_DELETE</c> for each asset, in any order. An asset is identified by its guid; of its name only a hash is kept.
/// Full names are kept only for assets with others below them. <see cref="AssetTable"/> and <see cref="ParentTable"/> state the memory.
/// </remarks>
internal sealed class Audit : IDivisibleConsumer
{
    private const int Group = 16;

    private readonly ConcurrentBag<AuditPart> _spare = [];
    private readonly AuditPart _own;

    // Keeps the reads of slots from being removed.
    private uint _touched;

    public Audit(AuditOptions options)
    {
        Options = options;
        Scopes = new AuditScopes(options.Scopes);
        Roots = new RootTable(Scopes);
        Findings = new FindingList(options.Allowed, options.MaxExamples);
        _own = new AuditPart(Scopes, options.Times);
    }

    public AuditOptions Options { get; }

    public AuditScopes Scopes { get; }

    public AssetTable Assets { get; } = new();

    public InputNames Inputs { get; } = new();

    public TypeNames Types { get; } = new();

    public ParentTable Parents { get; } = new();

    public RootTable Roots { get; }

    public FindingList Findings { get; }

    /// <summary>Deleted assets, each counted once.</summary>
    public TypeCounts Deleted { get; } = new();

    /// <summary>Deleted assets outside any connection.</summary>
    public TypeCounts Outside { get; } = new();

    /// <summary>Deleted assets without a name.</summary>
    public TypeCounts Nameless { get; } = new();

    /// <summary>Deletes within the scopes.</summary>
    public long Deletes { get; private set; }

    /// <summary>Deletes outside the scopes or times.</summary>
    public long DeletesOutOfScope { get; private set; }

    public long Purged { get; private set; }

    public long Archived { get; private set; }

    public void StartInput(string name)
    {
        Add(_own);
        Inputs.Start(name);
    }

    public void Consume(in EventView view, in EventPosition position) => _own.Consume(view, position);

    public ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop) => CompleteAsync(stop);

    public ValueTask CompleteAsync(CancellationToken stop)
    {
        Add(_own);
        return ValueTask.CompletedTask;
    }

    public IEventPart CreatePart() => _spare.TryTake(out AuditPart? part) ? part : new AuditPart(Scopes, Options.Times);

    public void Merge(IEventPart part)
    {
        bool isReused = part.Bytes <= IEventPart.MaxReusedBytes;
        Add((AuditPart)part);
        if (isReused)
            _spare.Add((AuditPart)part);
    }

    private void Add(AuditPart part)
    {
        DeletesOutOfScope += part.DeletesOutOfScope;
        Findings[FindingKind.NoTime].AddCount(part.DeletesWithoutTime);
        for (int i = 0; i < part.Count; i++)
        {
            if (i % Group == 0)
            {
                for (int next = i; next < Math.Min(i + Group, part.Count); next++)
                    _touched ^= Assets.Touch(part[next].Key);
            }

            AuditEvent each = part[i];
            if (each.IsDelete)
                AddDelete(each);
            else if (Deletes > 0)
                AddOther(each);
        }

        part.Clear();
    }

    private void AddOther(in AuditEvent other)
    {
        int asset = Assets.Find(other.Key);
        if (asset >= 0 && Assets[asset].Has(AssetFacts.Deleted))
            Add(FindingKind.EventAfterDelete, other, Assets[asset]);
    }

    private void AddDelete(in AuditEvent delete)
    {
        bool hasGuid = !delete.Guid.IsEmpty;
        bool hasName = (delete.Facts & AssetFacts.HasName) != 0;
        Deletes++;
        if (!hasName)
            Findings[FindingKind.NoName].Add(delete);

        if (!hasGuid)
        {
            Findings[FindingKind.NoGuid].Add(delete);
            if (!hasName)
                return;
        }

        int number = Assets.FindOrAdd(delete.Key);
        ref AssetRecord asset = ref Assets[number];
        ushort type = Types.NumberOf(delete.Type);
        if (asset.Has(AssetFacts.Deleted))
        {
            bool isSame = asset.Name == delete.NameHash && asset.Type == type && asset.Handler == delete.Handler;
            if (hasGuid)
                Add(isSame ? FindingKind.DuplicateDelete : FindingKind.ConflictingDelete, delete, asset);

            return;
        }

        if (Options.GuidFile is not null && hasGuid && !asset.Has(AssetFacts.Expected))
            Findings[FindingKind.UnexpectedGuid].Add(delete);

        asset.Facts |= delete.Facts | AssetFacts.Deleted;
        asset.Name = delete.NameHash;
        asset.Type = type;
        asset.Line = delete.Line;
        asset.Input = Inputs.Current;
        asset.Handler = delete.Handler;
        Count(delete, number, type);
    }

    private void Add(FindingKind kind, in AuditEvent found, in AssetRecord first) => Findings[kind].Add(found, DetailOf(kind, found, first));

    private void Count(in AuditEvent delete, int number, ushort type)
    {
        Deleted.Add(type);
        if (delete.IsPurge)
            Purged++;
        else if (delete.IsArchive)
            Archived++;
        else
            Add(FindingKind.UnknownHandler, delete, Assets[number]);

        ReadOnlySpan<byte> name = delete.Name;
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

        root.Add(type, delete);
        if (name.Length > root.Name.Length)
            Parents.AddChild(AssetPath.ParentOf(name), root.Number, number, type);
    }

    // Builds strings only for the examples that are kept.
    private string? DetailOf(FindingKind kind, in AuditEvent found, in AssetRecord first)
    {
        if (Findings[kind].Examples.IsFull)
            return null;

        if (kind == FindingKind.UnknownHandler)
            return Examples.TextOf(found.Action);

        string deleted = Inputs.PositionOf(first);
        return kind == FindingKind.EventAfterDelete
            ? $"{Examples.TextOf(found.Action)}; deleted in {deleted}"
            : $"first deleted in {deleted}";
    }
}
