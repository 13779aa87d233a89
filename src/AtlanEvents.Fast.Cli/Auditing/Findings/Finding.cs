namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>Something that is off: how often, and the first places.</summary>
internal sealed class Finding(FindingKind kind)
{
    public FindingKind Kind { get; } = kind;

    public string Code => FindingCode.Of(Kind);

    public long Count { get; private set; }

    public Examples Examples { get; } = new();

    /// <summary>Whether it is reported only, by its nature or by <c>--allow</c>.</summary>
    public bool IsAllowed { get; set; } = kind == FindingKind.SharedName;

    public void Add(in EventView view, string input, string? detail = null)
    {
        Count++;
        Examples.Add(view, input, detail);
    }

    public void Add(Example example, long count = 1)
    {
        Count += count;
        Examples.Add(example);
    }

    public void AddCount(long count) => Count += count;
}
