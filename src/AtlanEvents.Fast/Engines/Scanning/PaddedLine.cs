using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>A copy of a line, with a newline after it and readable memory on both sides, for scanners that read whole blocks.</summary>
/// <param name="readableAfter">The number of bytes after the line that a scanner may read, the newline included.</param>
internal sealed class PaddedLine(int readableAfter)
{
    private byte[] _buffer = [];

    /// <summary>The size of the buffer in bytes.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>The length of the line in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The number of readable bytes from the start of the line.</summary>
    public int Readable => Length + readableAfter;

    /// <summary>The first byte of the line. At least 64 bytes before it and <see cref="Readable"/> bytes from it are readable.</summary>
    public ref byte First => ref MemoryMarshal.GetReference(Line);

    public ReadOnlySpan<byte> Line => _buffer.AsSpan(IByteBlock.Size, Length);

    /// <summary>Replaces the line by a copy of another.</summary>
    public void Set(ReadOnlySpan<byte> line)
    {
        int needed = IByteBlock.Size + line.Length + readableAfter;
        if (_buffer.Length < needed)
            _buffer = new byte[Math.Max(needed, (int)Math.Min(2L * _buffer.Length, Array.MaxLength))];

        Length = line.Length;
        line.CopyTo(_buffer.AsSpan(IByteBlock.Size));
        _buffer[IByteBlock.Size + line.Length] = (byte)'\n';
    }
}
