using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.DeadLetters;

/// <summary>Collects the compressed and split messages that could not be read: which ones, why, and on which lines.</summary>
internal sealed class BrokenMessages
{
    private const int MaxMessages = 5;
    private const int MaxLines = 5;

    private readonly List<Entry> _first = [];
    private string? _input;
    private byte[] _id = [];
    private long _count;

    /// <summary>Adds a rejected line, which may be part of such a message. The parts of a message must be added in sequence.</summary>
    public void Add(string input, in LineFault fault)
    {
        if (fault.Part.Count == 0)
            return;

        if (_count == 0 || _input != input || !fault.Part.MessageId.SequenceEqual(_id))
            Start(input, fault);

        if (_count > MaxMessages)
            return;

        Entry message = _first[^1];
        message.Lines++;
        if (message.Lines <= MaxLines)
            message.FirstLines.Add(fault.LineNumber);
    }

    /// <summary>Describes the first few messages, one sentence each.</summary>
    public IEnumerable<string> Describe(bool withInput)
    {
        foreach (Entry message in _first)
        {
            string input = withInput ? $"{message.Input}, " : "";
            string parts = message.Parts == 1
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", {message.Lines} of {message.Parts} parts");
            yield return $"Message {message.Id}: {message.Reason}{parts}, {input}{LinesOf(message)}.";
        }

        if (_count > MaxMessages)
            yield return $"And {Quantity.Exact(_count - MaxMessages)} more such messages.";
    }

    private static string LinesOf(Entry message)
    {
        string numbers = string.Join(", ", message.FirstLines.Order().Select(line => line.ToString(CultureInfo.InvariantCulture)));
        string more = message.Lines > MaxLines ? ", ..." : "";
        return message.Lines == 1 ? $"line {numbers}" : $"lines {numbers}{more}";
    }

    private void Start(string input, in LineFault fault)
    {
        (_input, _id) = (input, fault.Part.MessageId.ToArray());
        if (++_count > MaxMessages)
            return;

        string id = _id.Length == 0 ? "without an id" : Encoding.UTF8.GetString(_id);
        _first.Add(new Entry(input, id, fault.Reason, fault.Part.Count));
    }

    private sealed record Entry(string Input, string Id, LineFaultReason Reason, int Parts)
    {
        public List<long> FirstLines { get; } = [];

        public int Lines { get; set; }
    }
}
