using AtlanEvents.Fast.Cli.Auditing.Collecting;

namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>A kind of problem: its count, and the first examples.</summary>
/// <param name="kind">The kind.</param>
/// <param name="maxExamples">The maximum number of examples.</param>
internal sealed class Finding(FindingKind kind, int maxExamples)
{
    public FindingKind Kind { get; } = kind;

    public string Code => FindingCode.Of(Kind);

    public long Count { get; private set; }

    public Examples Examples { get; } = new(maxExamples);

    /// <summary>Whether the finding is reported without being a fault, by its nature or because of <c>--allow</c>.</summary>
    public bool IsAllowed { get; set; } = kind == FindingKind.SharedName;

    public void Add(in AuditEvent found, string? detail = null)
    {
        Count++;
        Examples.Add(found, detail);
    }

    public void Add(Example example, long count = 1)
    {
        Count += count;
        Examples.Add(example);
    }

    public void AddCount(long count) => Count += count;
}

/// <summary>A finding of each kind, most of which stay at zero.</summary>
internal sealed class FindingList
{
    private readonly Finding[] _findings;

    /// <param name="allowed">The codes that are not faults.</param>
    /// <param name="maxExamples">The maximum number of examples of each finding.</param>
    public FindingList(IReadOnlyCollection<string> allowed, int maxExamples)
    {
        _findings = [.. Enum.GetValues<FindingKind>().Select(kind => new Finding(kind, maxExamples))];
        foreach (Finding finding in _findings)
            finding.IsAllowed |= allowed.Contains(finding.Code);
    }

    public Finding this[FindingKind kind] => _findings[(int)kind];

    /// <summary>The findings with a count above zero.</summary>
    public IEnumerable<Finding> Found => _findings.Where(finding => finding.Count > 0);
}
