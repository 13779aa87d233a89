using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Puts lines behind some of those that follow them.</summary>
internal sealed class HeldBackLines(ILineSink next)
{
    // Of lines that are due at the same time, the one that was held back first goes first.
    private readonly PriorityQueue<StreamLine, (long Due, long Order)> _held = new();
    private long _written;
    private long _heldBack;

    /// <summary>Writes a line now, and what becomes due by it.</summary>
    public void Write(StreamLine line)
    {
        WriteNow(line);
        Release();
    }

    /// <summary>Keeps a line until so many others were written.</summary>
    public void HoldBack(StreamLine line, int others) => _held.Enqueue(line, (_written + others, _heldBack++));

    /// <summary>Writes what is due.</summary>
    public void Release()
    {
        while (_held.TryPeek(out StreamLine line, out (long Due, long Order) place) && place.Due <= _written)
        {
            _held.Dequeue();
            WriteNow(line);
        }
    }

    /// <summary>Writes all that is still held back.</summary>
    public void Complete()
    {
        while (_held.TryDequeue(out StreamLine line, out _))
            WriteNow(line);
    }

    private void WriteNow(StreamLine line)
    {
        next.Write(line);
        _written++;
    }
}
