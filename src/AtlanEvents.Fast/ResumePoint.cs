namespace AtlanEvents.Fast;

/// <summary>
/// A place between two lines of an input, and all that another reader has to know to go on from there as if it had read what stands before:
/// from <see cref="EventReader.GetResumePoint"/> to <see cref="EventReaderOptions.StartAt"/>. It can be saved: its members are plain values.
/// </summary>
/// <remarks>
/// Where parts of messages wait for others, the next reader reads from the first of them again, in silence.
/// <code>
/// input   | lines that were read ... | part of A | ... | part of B | ... | lines to come
///                                    ^ ReadFrom                          ^ ByteOffset
/// </code>
/// </remarks>
public sealed record ResumePoint
{
    /// <summary>How many bytes of the input stand before it.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>How many lines stand before it.</summary>
    public required long LinesBefore { get; init; }

    /// <summary>Where the stream starts that the next reader is given: so many bytes of the input stand before it, no more than <see cref="ByteOffset"/>.</summary>
    public required long ReadFrom { get; init; }

    /// <summary>How many lines stand before <see cref="ReadFrom"/>.</summary>
    public required long ReadFromLinesBefore { get; init; }

    /// <summary>The split messages that wait for parts: their ids, each with the number of the line that had its first part.</summary>
    public IReadOnlyDictionary<string, long> PendingMessages { get; init; } = new Dictionary<string, long>();

    /// <summary>The ids of the split messages that were completed last, oldest first: should a part of one be repeated, it is known.</summary>
    public IReadOnlyList<string> CompletedMessages { get; init; } = [];
}
