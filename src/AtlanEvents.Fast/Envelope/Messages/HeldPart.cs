using System.Buffers;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>A line that is one part of a message, kept until all are there: its bytes, for whoever is told if they never are, and its text.</summary>
internal sealed class HeldPart : IDisposable
{
    private byte[] _line;
    private byte[]? _unescaped;
    private readonly int _length;
    private readonly int _textStart;
    private readonly int _textLength;

    /// <summary>Copies a line.</summary>
    /// <param name="index">Which part it is, from 0.</param>
    /// <param name="frame">The line.</param>
    /// <param name="text">What it adds to the message; it may stand in the line, or elsewhere if the line is a wrapper.</param>
    public HeldPart(int index, scoped in LineFrame frame, JsonString text)
    {
        Index = index;
        Number = frame.Number;
        Offset = frame.Offset;
        _length = frame.Line.Length;
        _line = ArrayPool<byte>.Shared.Rent(_length);
        frame.Line.CopyTo(_line);
        _textLength = text.Spelling.Length;
        if (!text.IsEscaped && frame.Line.Overlaps(text.Spelling, out _textStart))
            return;

        // What is no text is no base64 either, so that its spelling will do.
        _textStart = 0;
        _unescaped = ArrayPool<byte>.Shared.Rent(_textLength);
        if (text.TryCopyTo(_unescaped, out int length))
            _textLength = length;
        else
            text.Spelling.CopyTo(_unescaped);
    }

    /// <summary>Which part it is, from 0.</summary>
    public int Index { get; }

    /// <summary>The line's number in the input.</summary>
    public long Number { get; }

    /// <summary>How many bytes of input stand before it.</summary>
    public long Offset { get; }

    public ReadOnlySpan<byte> Line => _line.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Text => (_unescaped ?? _line).AsMemory(_textStart, _textLength);

    /// <summary>How much memory it takes.</summary>
    public int Bytes => _line.Length + (_unescaped?.Length ?? 0);

    public void Dispose()
    {
        Return(_line);
        Return(_unescaped);
        _line = [];
        _unescaped = null;
    }

    private static void Return(byte[]? array)
    {
        if (array is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(array);
    }
}
