using AtlanEvents.Fast.Buffers;

namespace AtlanEvents.Fast.Framing;

/// <summary>
/// Cuts a stream of segments into lines. A line within one segment is a slice of it; a line that straddles segments is
/// stitched together, each byte copied once.
/// </summary>
/// <remarks>
/// NDJSON: "Each line MUST be terminated by a newline, 0x0A; it MAY be preceded by a carriage return, 0x0D." A newline
/// cannot occur inside a JSON string or a UTF-8 sequence, so lines are found without knowing either.
/// <code>
/// segments   | {"a":1}\n{"b |  ":2}\n{"c":3}\n |
/// lines        slice        stitched  slice
/// </code>
/// No byte is looked at twice, however the input is cut into segments.
/// </remarks>
/// <param name="maxLineBytes">No more of a line is kept.</param>
/// <param name="start">Where in its input the stream starts; at its beginning if omitted.</param>
internal sealed class LineFramer(int maxLineBytes, ResumePoint? start = null) : IDisposable
{
    private const byte NewLine = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    // The beginning of the line that straddles segments. It keeps one byte more than the longest line, for the CR of its CRLF.
    private readonly Arena _straddling = new();
    private long _straddlingLength;
    private byte _straddlingLast;

    private long _number = start?.ReadFromLinesBefore ?? 0;
    private long _offset = start?.ReadFrom ?? 0;

    /// <summary>The number that the next line has.</summary>
    public long NextNumber => _number + 1;

    /// <summary>How many lines stand before the next one.</summary>
    public long LinesBefore => _number;

    /// <summary>How many bytes of input stand before the next line.</summary>
    public long NextOffset => _offset;

    /// <summary>Counts bytes at the start of the input that belong to no line: the byte order mark.</summary>
    public void SkipPreamble(int length) => _offset += length;

    /// <summary>Takes the next line that ends in this segment. Without one, keeps the rest of the segment for the next.</summary>
    /// <param name="segment">One segment of the input.</param>
    /// <param name="position">How much of it was taken. At its end when there is no line: then go on with the next segment.</param>
    /// <param name="frame">The line.</param>
    public bool TryReadLine(ReadOnlySpan<byte> segment, scoped ref int position, out LineFrame frame)
    {
        ReadOnlySpan<byte> rest = segment[position..];
        int length = rest.IndexOf(NewLine);
        if (length < 0)
        {
            Keep(rest);
            position = segment.Length;
            frame = default;
            return false;
        }

        position += length + 1;
        if (_straddlingLength == 0)
        {
            frame = Frame(rest[..length], length, length > 0 ? rest[length - 1] : default, isTerminated: true);
            return true;
        }

        Keep(rest[..length]);
        frame = FrameStraddling(isTerminated: true);
        return true;
    }

    /// <summary>Whether the next line starts at the position, rather than in an earlier segment.</summary>
    public bool IsAtLineStart => _straddlingLength == 0;

    /// <summary>Takes a line that somebody else found the end of.</summary>
    /// <param name="segment">The segment that holds it, newline included.</param>
    /// <param name="position">Where it starts; then where the next one starts.</param>
    /// <param name="length">Its length up to its newline or CRLF.</param>
    public LineFrame TakeLine(ReadOnlySpan<byte> segment, scoped ref int position, int length)
    {
        ReadOnlySpan<byte> line = segment.Slice(position, length);
        long offset = _offset;
        PassLine(segment, ref position, length);
        return new LineFrame(line, length, _number, offset, _offset, isTerminated: true);
    }

    /// <summary>Steps over a line that somebody else found the end of.</summary>
    /// <param name="segment">The segment that holds it, newline included.</param>
    /// <param name="position">Where it starts; then where the next one starts.</param>
    /// <param name="length">Its length up to its newline or CRLF.</param>
    public void PassLine(ReadOnlySpan<byte> segment, scoped ref int position, int length)
    {
        int taken = length + (segment[position + length] == CarriageReturn ? 2 : 1);
        position += taken;
        _offset += taken;
        _number++;
    }

    /// <summary>Takes the last line, the one that ends with the input rather than with a newline, if there is one.</summary>
    public bool TryReadLastLine(out LineFrame frame)
    {
        if (_straddlingLength == 0)
        {
            frame = default;
            return false;
        }

        frame = FrameStraddling(isTerminated: false);
        return true;
    }

    /// <summary>Says that no stitched line that was handed out is in use any more.</summary>
    public void Recycle() => _straddling.Recycle();

    public void Dispose() => _straddling.Dispose();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;

        // What exceeds the limit is passed over: counted, not kept.
        int room = maxLineBytes + 1 - _straddling.OpenLength;
        _straddling.Append(bytes[..Math.Min(room, bytes.Length)]);
        _straddlingLength += bytes.Length;
        _straddlingLast = bytes[^1];
    }

    private LineFrame FrameStraddling(bool isTerminated)
    {
        LineFrame frame = Frame(_straddling.Close(), _straddlingLength, _straddlingLast, isTerminated);
        _straddlingLength = 0;
        return frame;
    }

    private LineFrame Frame(ReadOnlySpan<byte> kept, long length, byte last, bool isTerminated)
    {
        long offset = _offset;
        _offset += isTerminated ? length + 1 : length;

        if (isTerminated && length > 0 && last == CarriageReturn)
            length--;

        return new LineFrame(kept[..(int)Math.Min(length, maxLineBytes)], length, ++_number, offset, _offset, isTerminated);
    }
}
