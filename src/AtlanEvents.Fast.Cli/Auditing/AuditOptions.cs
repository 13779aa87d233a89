using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Filtering;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>The scope and the expectations of an audit.</summary>
internal sealed record AuditOptions
{
    /// <summary>Qualified names; only these and everything below them is audited. If empty, everything is.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The events that are audited.</summary>
    public TimeRange Times { get; init; } = TimeRange.All;

    /// <summary>The expected number of assets by type. Other types are not compared.</summary>
    public IReadOnlyDictionary<string, long> Totals { get; init; } = new Dictionary<string, long>();

    /// <summary>The file of the guids that should be deleted, and no others.</summary>
    public string? GuidFile { get; init; }

    /// <summary>The maximum number of examples of each finding.</summary>
    public int MaxExamples { get; init; } = Examples.DefaultMaxCount;

    /// <summary>The codes of findings that are reported without being faults.</summary>
    public IReadOnlyCollection<string> Allowed { get; init; } = [];
}
