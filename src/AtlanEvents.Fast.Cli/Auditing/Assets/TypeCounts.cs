namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Counts assets by type.</summary>
internal sealed class TypeCounts
{
    private long[] _counts = new long[8];

    public long Total { get; private set; }

    public long this[int type] => type < _counts.Length ? _counts[type] : 0;

    public void Add(int type, long count = 1)
    {
        if (type >= _counts.Length)
            Array.Resize(ref _counts, Math.Max(type + 1, 2 * _counts.Length));

        _counts[type] += count;
        Total += count;
    }

    public void Add(TypeCounts others)
    {
        foreach ((int type, long count) in others.Present())
            Add(type, count);
    }

    /// <summary>The types with a count other than zero.</summary>
    public IEnumerable<(int Type, long Count)> Present()
    {
        for (int type = 0; type < _counts.Length; type++)
        {
            if (_counts[type] != 0)
                yield return (type, _counts[type]);
        }
    }
}
