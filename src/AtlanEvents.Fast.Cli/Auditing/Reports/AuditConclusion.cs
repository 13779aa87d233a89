using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Finds the problems that are known only after the last event.</summary>
internal sealed class AuditConclusion
{
    private readonly Audit _audit;
    private readonly NameIndex _names;

    private AuditConclusion(Audit audit)
    {
        _audit = audit;
        _names = new NameIndex(audit.Assets, AddSharedName);
    }

    /// <summary>Completes the audit, which can receive no more events.</summary>
    public static AuditReport Create(Audit audit, RunResult result)
    {
        var conclusion = new AuditConclusion(audit);
        conclusion.FindEmptyScopes();
        conclusion.FindMissingParents();
        conclusion.FindMixedHandlers();
        conclusion.FindUnexpectedTotals();
        conclusion.FindMissingGuids();
        conclusion.FindUnreadDeletes(result);
        audit.Findings[FindingKind.BoundReached].AddCount(audit.Parents.Overflow + audit.Roots.Overflow);
        return new AuditReport(audit, TreeBuilder.Build(audit, conclusion._names), result.Totals, conclusion._names);
    }

    private void FindEmptyScopes()
    {
        Finding finding = _audit.Findings[FindingKind.NothingDeleted];
        if (_audit.Scopes.Names.Count == 0 && _audit.Deletes == 0)
            finding.AddCount(1);

        foreach (byte[] scope in _audit.Scopes.Names)
        {
            if (!_audit.Roots.Roots.Any(root => QualifiedNames.IsUnder(root.Name, scope)))
                finding.Add(new Example { QualifiedName = Examples.TextOf(scope) });
        }
    }

    // Every asset between the root and a deleted asset must be deleted too. The parent of a missing parent is added to the table during the
    // loop, so that it is checked as well.
    private void FindMissingParents()
    {
        for (int parent = 0; parent < _audit.Parents.Count; parent++)
        {
            ParentRecord record = _audit.Parents[parent];
            if (_names.Find(record.Name) >= 0)
                continue;

            ReadOnlySpan<byte> name = _audit.Parents.NameOf(parent);
            long children = _audit.Parents.ChildrenOf(parent).Sum(count => count.Count);
            _audit.Findings[FindingKind.MissingParent].Add(new Example
            {
                QualifiedName = Examples.TextOf(name),
                Children = children,
                Detail = DetailOf(record, children),
            });

            if (name.Length > _audit.Roots.Roots[record.Root].Name.Length)
                _audit.Parents.FindOrAdd(AssetPath.ParentOf(name), record.Root);
        }
    }

    private string DetailOf(in ParentRecord parent, long children)
    {
        if (children == 0)
            return "only assets at lower levels were deleted";

        string deleted = children == 1
            ? "1 asset directly below was deleted, in"
            : $"{Quantity.Exact(children)} assets directly below were deleted, the first in";
        return $"{deleted} {_audit.Inputs.PositionOf(_audit.Assets[parent.FirstChild])}";
    }

    private void FindMixedHandlers()
    {
        foreach (AuditRoot root in _audit.Roots.Roots.Where(root => root.IsMixed))
        {
            Finding finding = _audit.Findings[FindingKind.MixedHandlers];
            finding.AddCount(Math.Min(root.Purged, root.Archived));
            Examples minority = root.Purged < root.Archived ? root.FirstPurged : root.FirstArchived;
            string counts = $"{Quantity.Exact(root.Purged)} purged and {Quantity.Exact(root.Archived)} archived";
            string detail = $"{counts} under {Examples.TextOf(root.Name)}";
            foreach (Example example in minority.All)
                finding.Examples.Add(example with { Detail = detail });
        }
    }

    private void FindUnexpectedTotals()
    {
        foreach ((string type, long expected) in _audit.Options.Totals)
        {
            long found = _audit.Deleted[_audit.Types.NumberOf(Encoding.UTF8.GetBytes(type))];
            if (found != expected)
            {
                string detail = $"{type}: {Quantity.Exact(expected)} expected, {Quantity.Exact(found)} deleted";
                _audit.Findings[FindingKind.UnexpectedTotal].Add(new Example { Detail = detail });
            }
        }
    }

    private void FindMissingGuids()
    {
        if (_audit.Options.GuidFile is not string file)
            return;

        for (int number = 0; number < _audit.Assets.Count; number++)
        {
            ref AssetRecord asset = ref _audit.Assets[number];
            if (asset.Has(AssetFacts.Deleted))
                continue;

            Finding finding = _audit.Findings[FindingKind.MissingGuid];
            if (!finding.Examples.IsFull)
                finding.Add(new Example { Input = new InputAddress(file).Name, Line = asset.Line, Guid = GuidOf(asset) });
            else
                finding.AddCount(1);
        }
    }

    private void FindUnreadDeletes(RunResult result)
    {
        _audit.Findings[FindingKind.RejectedLine].AddCount(result.Totals.Rejected);
        foreach ((string reason, long count) in result.Totals.NotRoutableReasons)
        {
            if (reason == nameof(NotRoutableReason.CompressedOrSplit))
                _audit.Findings[FindingKind.CompressedMessage].AddCount(count);
            else if (reason == nameof(NotRoutableReason.NotAnEvent))
                _audit.Findings[FindingKind.UnknownMessage].AddCount(count);
        }

        // Being stopped is the regular end of a followed file.
        if (result.Failure is not null && !(result.IsCaughtUp && result.Totals.Pending == 0))
            _audit.Findings[FindingKind.IncompleteInput].Add(new Example { Detail = result.Failure.Message });
    }

    private void AddSharedName(int number, int other)
    {
        Finding finding = _audit.Findings[FindingKind.SharedName];
        if (finding.Examples.IsFull)
        {
            finding.AddCount(1);
            return;
        }

        ref AssetRecord asset = ref _audit.Assets[number];
        finding.Add(new Example
        {
            Input = _audit.Inputs[asset.Input],
            Line = asset.Line,
            Guid = GuidOf(asset),
            Detail = $"the same name as in {_audit.Inputs.PositionOf(_audit.Assets[other])}",
        });
    }

    private static string? GuidOf(in AssetRecord asset) => asset.Has(AssetFacts.HasUuid) ? asset.Key.ToUuid() : null;
}
