namespace AtlanEvents.Fast.Reassembly;

/// <summary>
/// A position between two lines of an input, with the state that another reader needs to continue there:
/// <see cref="EventReader.GetResumePoint"/> returns it, and <c>EventReader.Resume</c> takes it. Its members are plain values, so it
/// can be serialised.
/// </summary>
/// <remarks>
/// If parts of messages were waiting for others, the next reader reads the lines from the first of them again, without returning
/// events.
/// <code>
/// input   | lines that were read ... | part of A | ... | part of B | ... | further lines
///                                    ^ ReadFrom                          ^ ByteOffset
/// </code>
/// </remarks>
public sealed record ResumePoint
{
    /// <summary>The byte offset of the next line to return.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>The number of lines before <see cref="ByteOffset"/>.</summary>
    public required long LinesBefore { get; init; }

    /// <summary>The byte offset where the stream for the next reader must start; at most <see cref="ByteOffset"/>.</summary>
    public required long ReadFrom { get; init; }

    /// <summary>The number of lines before <see cref="ReadFrom"/>.</summary>
    public required long ReadFromLinesBefore { get; init; }

    /// <summary>The ids of the split messages that wait for parts, each with the line number of its first part.</summary>
    public IReadOnlyDictionary<string, long> PendingMessages { get; init; } = new Dictionary<string, long>();

    /// <summary>The ids of the split messages that were completed last, oldest first, to recognise repeated parts.</summary>
    public IReadOnlyList<string> CompletedMessages { get; init; } = [];

    /// <summary>Checks a point that was stored and may have been edited or damaged since.</summary>
    /// <exception cref="ArgumentException">No reader returns such a point.</exception>
    public void Validate()
    {
        bool isPosition = ReadFrom >= 0 && ByteOffset >= ReadFrom && ReadFromLinesBefore >= 0 && LinesBefore >= ReadFromLinesBefore;
        if (!isPosition || PendingMessages is null || CompletedMessages is null || CompletedMessages.Contains(null!))
            ThrowHelper.ThrowInvalidResumePoint();
    }
}
