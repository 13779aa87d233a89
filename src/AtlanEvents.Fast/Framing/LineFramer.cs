using System.Diagnostics;
using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Buffers;

namespace AtlanEvents.Fast.Framing;

/// <summary>
/// Cuts a stream of segments into lines, and keeps the position in the current segment, the line number and the byte offset.
/// A line within one segment is a slice of it. A line that straddles segments is stitched, each byte copied once.
/// </summary>
/// <remarks>
/// NDJSON: "Each JSON text MUST conform to the RFC 8259 standard and MUST be written to the stream followed by the newline
/// character \n (0x0A). The newline character MAY be preceded by a carriage return \r (0x0D)." A newline cannot occur inside a
/// JSON string or a UTF-8 sequence, so framing needs to know neither.
/// <code>
/// segments   | {"a":1}\n{"b |  ":2}\n{"c":3}\n |
/// lines        slice        stitched  slice
/// </code>
/// No byte is examined twice, however the input is cut into segments.
/// </remarks>
/// <param name="maxLineBytes">The maximum number of bytes kept of one line.</param>
/// <param name="offset">The byte offset in the input where the stream starts.</param>
/// <param name="linesBefore">The number of lines before that offset.</param>
internal sealed class LineFramer(int maxLineBytes, long offset = 0, long linesBefore = 0) : IDisposable
{
    private const byte NewLine = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    // The start of the line that straddles segments: at most one byte more than the limit, for the CR of a CRLF.
    private readonly Arena _straddling = new();
    private long _straddlingLength;
    private byte _straddlingLast;

    /// <summary>The position in the current segment, at the start of the next line or of the rest of a straddling line.</summary>
    public int Position { get; private set; }

    /// <summary>The number of lines before the next line.</summary>
    public long LinesBefore { get; private set; } = linesBefore;

    /// <summary>The one-based number of the next line.</summary>
    public long NextNumber => LinesBefore + 1;

    /// <summary>The zero-based byte offset of the next line in the input.</summary>
    public long NextOffset { get; private set; } = offset;

    /// <summary>Whether the next line starts at <see cref="Position"/>, rather than in an earlier segment.</summary>
    public bool IsAtLineStart => _straddlingLength == 0;

    /// <summary>Counts bytes before the first segment that belong to no line, such as a byte order mark.</summary>
    public void SkipPreamble(int length) => NextOffset += length;

    /// <summary>Moves to the start of another segment.</summary>
    public void StartSegment() => Position = 0;

    /// <summary>Reads the next line that ends in the segment. Without one, keeps the rest of the segment for the next segment.</summary>
    /// <param name="segment">The current segment.</param>
    /// <param name="frame">The line.</param>
    /// <returns><see langword="false"/> at the end of the segment.</returns>
    public bool TryReadLine(ReadOnlySpan<byte> segment, out LineFrame frame)
    {
        ReadOnlySpan<byte> rest = segment[Position..];
        int length = rest.IndexOf(NewLine);
        if (length < 0)
        {
            Keep(rest);
            Position = segment.Length;
            frame = default;
            return false;
        }

        Position += length + 1;
        if (_straddlingLength == 0)
        {
            frame = Frame(rest[..length], length, length > 0 ? rest[length - 1] : default, isTerminated: true);
            return true;
        }

        Keep(rest[..length]);
        frame = FrameStraddling(isTerminated: true);
        return true;
    }

    /// <summary>Reads a line whose end an engine found.</summary>
    /// <param name="segment">The current segment, which contains the line and its newline.</param>
    /// <param name="length">The line's length up to its newline or CRLF.</param>
    public LineFrame ReadLine(ReadOnlySpan<byte> segment, int length)
    {
        ReadOnlySpan<byte> line = segment.Slice(Position, length);
        long start = NextOffset;
        SkipLine(segment, length);
        return new LineFrame(line, length, LinesBefore, start, NextOffset, isTerminated: true);
    }

    /// <summary>Skips a line whose end an engine found.</summary>
    /// <inheritdoc cref="ReadLine" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipLine(ReadOnlySpan<byte> segment, int length)
    {
        Debug.Assert(IsAtLineStart, "Requires a line that starts in this segment.");
        int taken = length + (segment[Position + length] == CarriageReturn ? 2 : 1);
        Position += taken;
        NextOffset += taken;
        LinesBefore++;
    }

    /// <summary>Reads the last line, which the end of the input terminates, if there is one.</summary>
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

    /// <summary>Invalidates all stitched lines returned so far and reuses their memory.</summary>
    public void Recycle() => _straddling.Recycle();

    public void Dispose() => _straddling.Dispose();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;

        // Bytes beyond the limit are counted but not kept.
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
        long start = NextOffset;
        NextOffset += isTerminated ? length + 1 : length;
        if (isTerminated && length > 0 && last == CarriageReturn)
            length--;

        return new LineFrame(kept[..(int)Math.Min(length, maxLineBytes)], length, ++LinesBefore, start, NextOffset, isTerminated);
    }
}
