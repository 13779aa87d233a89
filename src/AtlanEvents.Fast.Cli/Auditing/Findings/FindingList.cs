namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>One finding of each kind, most of which stay at zero.</summary>
internal sealed class FindingList
{
    private readonly Finding[] _findings = [.. Enum.GetValues<FindingKind>().Select(kind => new Finding(kind))];

    /// <param name="allowed">The codes that are not held against the delete.</param>
    public FindingList(IReadOnlyCollection<string> allowed)
    {
        foreach (Finding finding in _findings)
            finding.IsAllowed |= allowed.Contains(finding.Code);
    }

    public Finding this[FindingKind kind] => _findings[(int)kind];

    /// <summary>What was found.</summary>
    public IEnumerable<Finding> Found => _findings.Where(finding => finding.Count > 0);
}
