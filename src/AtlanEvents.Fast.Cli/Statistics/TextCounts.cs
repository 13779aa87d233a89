using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts strings. Allocates once per distinct string, and for a bounded number and total length of them.</summary>
internal sealed class TextCounts
{
    /// <summary>The usual maximum number of distinct strings.</summary>
    public const int MaxTexts = 100_000;

    /// <summary>The usual maximum total length of distinct strings in bytes, since the sender of events controls their length.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The name under which all further strings are counted.</summary>
    public const string Others = "(others)";

    private readonly Dictionary<byte[], StrongBox<long>> _counts = new(new Utf8TextComparer());
    private readonly Dictionary<byte[], StrongBox<long>>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly StrongBox<long> _others = new();
    private readonly bool _isBounded;
    private readonly int _maxTexts;
    private readonly long _maxBytes;
    private long _bytes;
    private byte[] _last = [];
    private StrongBox<long>? _lastCount;

    /// <param name="isBounded">Whether the strings are bounded. If not, the caller bounds them.</param>
    /// <param name="maxTexts">The maximum number of distinct strings.</param>
    /// <param name="maxBytes">The maximum total length of distinct strings in bytes.</param>
    public TextCounts(bool isBounded = true, int maxTexts = MaxTexts, long maxBytes = MaxBytes)
    {
        (_isBounded, _maxTexts, _maxBytes) = (isBounded, maxTexts, maxBytes);
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The approximate memory of the strings.</summary>
    public long Bytes => _bytes + (100L * _counts.Count);

    /// <summary>The number of distinct strings that are counted by themselves.</summary>
    public int Distinct => _counts.Count;

    /// <summary>The last text that was counted by itself.</summary>
    public ReadOnlySpan<byte> Last => _last;

    public void Add(ReadOnlySpan<byte> utf8Text)
    {
        // Consecutive events usually have the same text.
        StrongBox<long> count = _lastCount is not null && utf8Text.SequenceEqual(_last) ? _lastCount : Find(utf8Text);
        count.Value++;
    }

    /// <summary>Adds the counts of strings that follow. Their dictionary has them in the order in which they first occurred.</summary>
    public void Add(TextCounts next)
    {
        foreach ((byte[] text, StrongBox<long> count) in next._counts)
            Find(text).Value += count.Value;

        _others.Value += next._others.Value;
    }

    /// <summary>All strings with their counts, sorted by count, descending, then by name.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Sorted()
    {
        IEnumerable<KeyValuePair<string, long>> counts =
            _counts.Select(entry => KeyValuePair.Create(Encoding.UTF8.GetString(entry.Key), entry.Value.Value));
        if (_others.Value > 0)
            counts = counts.Append(KeyValuePair.Create(Others, _others.Value));

        return [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)];
    }

    private StrongBox<long> Find(ReadOnlySpan<byte> utf8Text)
    {
        if (!_lookup.TryGetValue(utf8Text, out byte[]? text, out StrongBox<long>? count))
        {
            if (_isBounded && (_counts.Count == _maxTexts || utf8Text.Length > _maxBytes - _bytes))
                return _others;

            _bytes += utf8Text.Length;
            (text, count) = (utf8Text.ToArray(), new StrongBox<long>());
            _counts.Add(text, count);
        }

        (_last, _lastCount) = (text, count);
        return count;
    }
}

/// <summary>Compares strings by their UTF-8 bytes, so that a dictionary can be searched by a borrowed span.</summary>
internal sealed class Utf8TextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    // Seeded per process, so that nobody can construct strings that collide.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
