namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>What is audited, and what is expected of it.</summary>
internal sealed record AuditOptions
{
    /// <summary>Qualified names; only these and what is below is audited. None stands for everything.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How many assets of a type there should be. Types that are not named are not compared.</summary>
    public IReadOnlyDictionary<string, long> Totals { get; init; } = new Dictionary<string, long>();

    /// <summary>The file of the guids that should be deleted, and no others.</summary>
    public string? GuidFile { get; init; }

    /// <summary>The codes of findings that are reported, but not held against the delete.</summary>
    public IReadOnlyCollection<string> Allowed { get; init; } = [];
}
