namespace AtlanEvents.Fast.Cli.Tests.Generation;

/// <summary>A split message, as far as its parts have come.</summary>
internal sealed class SplitMessage(string kind, int count)
{
    private readonly Dictionary<int, (string Text, string Line)> _parts = [];
    private int _lastIndex = -1;

    public string Kind => kind;

    public int Count => count;

    public bool IsComplete => _parts.Count == count;

    public bool IsOutOfOrder { get; private set; }

    public bool IsRepeatedBefore { get; private set; }

    public bool IsRepeatedAfter { get; private set; }

    public int FirstLine { get; private set; }

    /// <summary>The line of the last part, repetitions included.</summary>
    public int LastLine { get; private set; }

    public string Text => string.Concat(Enumerable.Range(0, count).Select(index => _parts[index].Text));

    public IEnumerable<int> Sizes => _parts.OrderBy(part => part.Key).Select(part => part.Value.Text.Length);

    /// <summary>Adds a part, and tells whether the message is complete by it.</summary>
    public bool Add(int index, string text, string line, int lineNumber)
    {
        Assert.InRange(index, 0, count - 1);
        FirstLine = FirstLine == 0 ? lineNumber : FirstLine;
        LastLine = lineNumber;
        if (_parts.TryGetValue(index, out (string Text, string Line) known))
        {
            Assert.Equal(known.Line, line);
            IsRepeatedAfter |= IsComplete;
            IsRepeatedBefore |= !IsComplete;
            return false;
        }

        _parts.Add(index, (text, line));
        IsOutOfOrder |= index < _lastIndex;
        _lastIndex = index;
        return IsComplete;
    }
}
