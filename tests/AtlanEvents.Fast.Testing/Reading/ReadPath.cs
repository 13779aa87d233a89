namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>The ways by which bytes can come into the library.</summary>
public enum ReadPath
{
    /// <summary>Each line by itself through <see cref="EventParser"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a stream with a small buffer.</summary>
    Stream,

    /// <summary>An <see cref="EventReader"/> over a pipe that gives all in one segment.</summary>
    Whole,

    /// <summary>An <see cref="EventReader"/> over a pipe of two segments, once for each place where the input can be cut.</summary>
    SplitAtEveryByte,

    /// <summary>An <see cref="EventReader"/> over a pipe that gives all at once, in segments of one byte, with empty ones between.</summary>
    BytePerSegment,

    /// <summary>An <see cref="EventReader"/> over a pipe that gives one byte a read, with reads that bring nothing between.</summary>
    BytePerRead,
}
