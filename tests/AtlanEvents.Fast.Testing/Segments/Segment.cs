namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>A segment of a <see cref="ReadOnlySequence{T}"/>.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    private Segment(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    /// <summary>Joins segments, including empty ones, without copying.</summary>
    public static ReadOnlySequence<byte> Join(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        Segment? first = null;
        Segment? last = null;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            var next = new Segment(piece, last is null ? 0 : last.RunningIndex + last.Memory.Length);
            if (last is not null)
                last.Next = next;

            first ??= next;
            last = next;
        }

        first ??= last = new Segment(default, 0);
        return new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }
}
