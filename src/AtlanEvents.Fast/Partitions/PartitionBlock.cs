using System.Diagnostics;

namespace AtlanEvents.Fast.Partitions;

/// <summary>A stretch of the input with a fixed size, and the lines that start in it.</summary>
/// <remarks>
/// <code>
/// bytes      ...a a \n b b b \n c | c c \n d d \n e e | e e \n f ...
/// stretch                          start              end
/// lines                                  d d \n e e   e e \n
/// </code>
/// The first line starts after the first newline from the byte before the stretch, and the last line may end after the stretch. So the
/// lines that start in a stretch are as many as the newlines from the byte before it to the last but one byte in it.
/// </remarks>
internal sealed class PartitionBlock(PartitionSource source, int size)
{
    private const byte NewLine = (byte)'\n';
    private const int UsualRest = 16 * 1024;

    // The byte before the stretch, the stretch, and as many bytes again for the end of the last line.
    private readonly int _capacity = 1 + (2 * size);
    private readonly byte[] _buffer = source.CreateBuffer(1 + (2 * size));

    /// <summary>The offset in the input of the first line that starts in the stretch.</summary>
    public long FirstLine { get; private set; }

    /// <summary>The number of lines that start in the stretch.</summary>
    public long LineCount { get; private set; }

    /// <summary>Those lines, without the last one if it is too long for the buffer or no newline ends it.</summary>
    public ReadOnlyMemory<byte> Lines { get; private set; }

    /// <summary>The offset of the first line that is not among <see cref="Lines"/>; <see cref="End"/> if there is none.</summary>
    public long Rest { get; private set; }

    /// <summary>The offset where the stretch ends.</summary>
    public long End { get; private set; }

    /// <summary>Reads the stretch at an offset.</summary>
    /// <param name="start">The offset.</param>
    /// <param name="isFirst">Whether a line starts there, whatever the byte before is.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Read(long start, bool isFirst)
    {
        long from = isFirst ? start : start - 1;
        End = Math.Min(start + size, source.Length);
        int decisive = Math.Max(0, (int)(End - from) - 1);
        ReadOnlyMemory<byte> bytes = source.Read(from, Math.Min(_capacity, decisive + 1 + UsualRest), _buffer);
        int last = IndexOfNewLine(bytes, decisive);
        if (last < 0 && bytes.Length < _capacity)
        {
            bytes = source.Read(from, _capacity, _buffer);
            last = IndexOfNewLine(bytes, decisive);
        }

        ReadOnlySpan<byte> starts = bytes.Span[..Math.Min(decisive, bytes.Length)];
        int first = isFirst ? 0 : starts.IndexOf(NewLine) + 1;
        LineCount = starts.Count(NewLine) + (isFirst && End > start ? 1 : 0);
        FirstLine = from + first;
        if (LineCount == 0)
        {
            (Lines, Rest) = (default, End);
            return;
        }

        int end = last >= 0 ? last + 1 : Math.Max(first, starts.LastIndexOf(NewLine) + 1);
        Lines = bytes[first..end];
        Rest = last >= 0 ? End : from + end;
        Debug.Assert(Lines.IsEmpty || Lines.Span[^1] == NewLine, "Requires whole lines.");
    }

    private static int IndexOfNewLine(ReadOnlyMemory<byte> bytes, int start)
    {
        int index = start >= bytes.Length ? -1 : bytes.Span[start..].IndexOf(NewLine);
        return index < 0 ? -1 : start + index;
    }
}
