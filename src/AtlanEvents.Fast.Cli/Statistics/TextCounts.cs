using System.Runtime.CompilerServices;
using System.Text;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>How often each text occurs. Allocates once per text, and for a bounded number and length of them.</summary>
internal sealed class TextCounts
{
    /// <summary>How many different texts are told apart.</summary>
    public const int MaxTexts = 100_000;

    /// <summary>How many bytes those may have together: texts are as long as who writes the lines likes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The name under which all further ones are counted.</summary>
    public const string Others = "(others)";

    private readonly Dictionary<byte[], StrongBox<long>> _counts = new(new Utf8TextComparer());
    private readonly Dictionary<byte[], StrongBox<long>>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly StrongBox<long> _others = new();
    private int _bytes;
    private byte[] _last = [];
    private StrongBox<long>? _lastCount;

    public TextCounts() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The text that was counted last, if it is told apart from others.</summary>
    public ReadOnlySpan<byte> Last => _last;

    public void Add(ReadOnlySpan<byte> utf8Text)
    {
        // Events come in runs: mostly it is the text of the event before.
        StrongBox<long> count = _lastCount is not null && utf8Text.SequenceEqual(_last) ? _lastCount : Find(utf8Text);
        count.Value++;
    }

    /// <summary>All texts with their counts, the highest first, then by name.</summary>
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
            if (_counts.Count == MaxTexts || utf8Text.Length > MaxBytes - _bytes)
                return _others;

            _bytes += utf8Text.Length;

            (text, count) = (utf8Text.ToArray(), new StrongBox<long>());
            _counts.Add(text, count);
        }

        (_last, _lastCount) = (text, count);
        return count;
    }
}
