using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Moves lines after some of the lines that follow them.</summary>
internal sealed class DelayedLines(ILineSink next)
{
    // Lines that are due at the same time keep their order.
    private readonly PriorityQueue<StreamLine, (long Due, long Order)> _queue = new();
    private long _written;
    private long _delayed;

    /// <summary>Writes a line, and the delayed lines that become due.</summary>
    public void Write(StreamLine line)
    {
        WriteNow(line);
        Release();
    }

    /// <summary>Delays a line until a number of other lines are written.</summary>
    public void Delay(StreamLine line, int others) => _queue.Enqueue(line, (_written + others, _delayed++));

    /// <summary>Writes the lines that are due.</summary>
    public void Release()
    {
        while (_queue.TryPeek(out StreamLine line, out (long Due, long Order) place) && place.Due <= _written)
        {
            _queue.Dequeue();
            WriteNow(line);
        }
    }

    /// <summary>Writes all delayed lines.</summary>
    public void Complete()
    {
        while (_queue.TryDequeue(out StreamLine line, out _))
            WriteNow(line);
    }

    private void WriteNow(StreamLine line)
    {
        next.Write(line);
        _written++;
    }
}
