using System.Text;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>Finds what can only be told when all events are known.</summary>
internal sealed class AuditConclusion
{
    private readonly Audit _audit;
    private readonly NameIndex _names;

    private AuditConclusion(Audit audit)
    {
        _audit = audit;
        _names = new NameIndex(audit.Assets, AddSharedName);
    }

    /// <summary>Ends the audit, which takes no more events.</summary>
    public static AuditReport Draw(Audit audit, RunResult result)
    {
        var conclusion = new AuditConclusion(audit);
        conclusion.FindEmptyScopes();
        conclusion.FindMissingParents();
        conclusion.FindMixedHandlers();
        conclusion.FindUnexpectedTotals();
        conclusion.FindMissingGuids();
        conclusion.FindUnreadDeletes(result);
        audit.Findings[FindingKind.BoundReached].AddCount(audit.Parents.Overflow + audit.Roots.Overflow);
        return new AuditReport(audit, TreeBuilder.Build(audit, conclusion._names), result.Totals);
    }

    private void FindEmptyScopes()
    {
        Finding finding = _audit.Findings[FindingKind.NothingDeleted];
        if (_audit.Roots.Scopes.Count == 0 && _audit.Deletes == 0)
            finding.AddCount(1);

        foreach (byte[] scope in _audit.Roots.Scopes)
        {
            if (!_audit.Roots.Roots.Any(root => QualifiedNames.IsUnder(root.Name, scope)))
                finding.Add(new Example { QualifiedName = Examples.TextOf(scope) });
        }
    }

    // Every asset between the root and a deleted asset must have a delete of its own. What is above a missing parent is added to
    // the parents on the way, and so is looked at in its turn.
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
            return "only assets further below were deleted";

        string deleted = children == 1 ? "1 asset directly below was deleted, in" : $"{Quantity.Exact(children)} assets directly below were deleted, the first in";
        return $"{deleted} {_audit.Inputs.PlaceOf(_audit.Assets[parent.FirstChild])}";
    }

    private void FindMixedHandlers()
    {
        foreach (AuditRoot root in _audit.Roots.Roots.Where(root => root.IsMixed))
        {
            Finding finding = _audit.Findings[FindingKind.MixedHandlers];
            finding.AddCount(Math.Min(root.Purged, root.Archived));
            Examples odd = root.Purged < root.Archived ? root.FirstPurged : root.FirstArchived;
            string detail = $"{Quantity.Exact(root.Purged)} purged and {Quantity.Exact(root.Archived)} archived under {Examples.TextOf(root.Name)}";
            foreach (Example example in odd.All)
                finding.Examples.Add(example with { Detail = detail });
        }
    }

    private void FindUnexpectedTotals()
    {
        foreach ((string type, long expected) in _audit.Options.Totals)
        {
            long found = _audit.Deleted[_audit.Types.NumberOf(Encoding.UTF8.GetBytes(type))];
            if (found != expected)
                _audit.Findings[FindingKind.UnexpectedTotal].Add(new Example { Detail = $"{type}: {Quantity.Exact(expected)} expected, {Quantity.Exact(found)} deleted" });
        }
    }

    private void FindMissingGuids()
    {
        if (_audit.Options.GuidFile is not string file)
            return;

        for (int number = 0; number < _audit.Assets.Count; number++)
        {
            ref AssetRecord asset = ref _audit.Assets[number];
            if (asset.Is(AssetFacts.Deleted))
                continue;

            Finding finding = _audit.Findings[FindingKind.MissingGuid];
            if (finding.Count < Examples.Most)
                finding.Add(new Example { Input = Inputs.Input.NameOf(file), Line = asset.Line, Guid = GuidOf(asset) });
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

        // A file that is followed has no other end than to be stopped.
        if (result.Failure is not null && !(result.IsCaughtUp && result.Totals.Pending == 0))
            _audit.Findings[FindingKind.IncompleteInput].Add(new Example { Detail = result.Failure.Message });
    }

    private void AddSharedName(int number, int other)
    {
        Finding finding = _audit.Findings[FindingKind.SharedName];
        if (finding.Count >= Examples.Most)
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
            Detail = $"the same name as in {_audit.Inputs.PlaceOf(_audit.Assets[other])}",
        });
    }

    private static string? GuidOf(in AssetRecord asset) => asset.Is(AssetFacts.HasUuid) ? asset.Key.ToUuid() : null;
}
