using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Counts assets by type. Takes memory only for the types that occur.</summary>
internal sealed class TypeCounts
{
    private readonly Dictionary<int, long> _counts = [];

    public long Total { get; private set; }

    public long this[int type] => _counts.GetValueOrDefault(type);

    public void Add(int type, long count = 1)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, type, out _) += count;
        Total += count;
    }

    public void Add(TypeCounts others)
    {
        foreach ((int type, long count) in others._counts)
            Add(type, count);
    }

    /// <summary>The types with a count other than zero, in ascending order.</summary>
    public IEnumerable<(int Type, long Count)> Present()
        => _counts.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value));
}
