using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>The events of a buffer in memory, for <see langword="foreach"/>; made by <see cref="EventParser.Enumerate"/>.</summary>
public ref struct EventEnumerator
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly LineFramer _framer;
    private readonly LineDecoder _decoder;
    private int _position;
    private EventView _current;

    internal EventEnumerator(ReadOnlySpan<byte> buffer, EventReaderOptions options)
    {
        _buffer = buffer;
        _decoder = new LineDecoder(options, isStream: true);
        _framer = new LineFramer(options.MaxLineBytes);
        _ = ByteOrderMark.TryMeasure(buffer, isWhole: true, out _position);
        _framer.SkipPreamble(_position);
    }

    /// <summary>The event; valid until the next <see cref="MoveNext"/>.</summary>
    /// <remarks>
    /// <c>foreach (EventView e in ...)</c> copies it, a hundred bytes; <c>foreach (ref readonly EventView e in ...)</c> does not, which makes
    /// bulk deletes a tenth faster.
    /// </remarks>
    [UnscopedRef]
    public readonly ref readonly EventView Current => ref _current;

    /// <summary>The outcomes of the lines that were read so far.</summary>
    public readonly ReadCounts Counts => _decoder.Counts;

    /// <summary>The enumerator itself.</summary>
    public readonly EventEnumerator GetEnumerator() => this;

    /// <summary>Goes on to the next event; lines of other outcomes are counted and passed over.</summary>
    /// <returns><see langword="false"/> at the end of the buffer.</returns>
    /// <exception cref="EventFormatException">A line was rejected and there is no fault handler. The next call goes on behind it.</exception>
    public bool MoveNext()
    {
        while (true)
        {
            _decoder.Recycle();
            if (!_decoder.TryDecodeKnown(_framer, _buffer, ref _position, out _current, out bool isEvent) && !TryReadFramed(out isEvent))
                return false;

            if (isEvent)
                return true;
        }
    }

    // Few lines come here; what they need stays out of the way of the others.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadFramed(out bool isEvent)
    {
        isEvent = false;
        if (!_framer.TryReadLine(_buffer, ref _position, out LineFrame frame) && !_framer.TryReadLastLine(out frame))
        {
            _current = default;
            _decoder.GiveUpPending();
            return false;
        }

        isEvent = _decoder.TryDecode(frame, out _current);
        return true;
    }

    /// <summary>Gives the memory for unescaped text back.</summary>
    public readonly void Dispose()
    {
        _decoder.Dispose();
        _framer.Dispose();
    }
}
