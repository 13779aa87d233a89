using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>The compressed and split messages that could not be read, for the report at the end: which, why, and where their parts stand.</summary>
internal sealed class BrokenMessages
{
    private const int MostMessages = 5;
    private const int MostLines = 5;

    private readonly List<Entry> _first = [];
    private string? _input;
    private byte[] _id = [];
    private long _count;

    /// <summary>Takes a rejected line, which may be a part of such a message. Its parts come one after the other.</summary>
    public void Add(string input, in LineFault fault)
    {
        if (fault.Part.Count == 0)
            return;

        if (_count == 0 || _input != input || !fault.Part.MessageId.SequenceEqual(_id))
            Start(input, fault);

        if (_count > MostMessages)
            return;

        Entry message = _first[^1];
        message.Lines++;
        if (message.Lines <= MostLines)
            message.FirstLines.Add(fault.LineNumber);
    }

    /// <summary>A sentence a message, of the first few.</summary>
    public IEnumerable<string> Describe(bool isWithInput)
    {
        foreach (Entry message in _first)
        {
            string place = isWithInput ? $"{message.Input}, " : "";
            string parts = message.Parts == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {message.Lines} of {message.Parts} parts");
            yield return $"Message {message.Id}: {message.Reason}{parts}, {place}{LinesOf(message)}.";
        }

        if (_count > MostMessages)
            yield return $"And {Quantity.Exact(_count - MostMessages)} more such messages.";
    }

    private static string LinesOf(Entry message)
    {
        string numbers = string.Join(", ", message.FirstLines.Order().Select(line => line.ToString(CultureInfo.InvariantCulture)));
        string more = message.Lines > MostLines ? ", ..." : "";
        return message.Lines == 1 ? $"line {numbers}" : $"lines {numbers}{more}";
    }

    private void Start(string input, in LineFault fault)
    {
        (_input, _id) = (input, fault.Part.MessageId.ToArray());
        if (++_count > MostMessages)
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
