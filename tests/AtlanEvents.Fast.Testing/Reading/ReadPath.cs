namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>The APIs and segmentations by which the library reads an input.</summary>
public enum ReadPath
{
    /// <summary>Each line separately with <see cref="EventParser"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a stream with a small buffer.</summary>
    Stream,

    /// <summary>An <see cref="EventReader"/> over a pipe with one segment.</summary>
    Whole,

    /// <summary>An <see cref="EventReader"/> over a pipe with two segments, once for each position where the input can be split.</summary>
    SplitAtEveryByte,

    /// <summary>An <see cref="EventReader"/> over a pipe with segments of one byte and empty segments, all in one read.</summary>
    BytePerSegment,

    /// <summary>An <see cref="EventReader"/> over a pipe that returns one byte per read, with spurious reads in between.</summary>
    BytePerRead,
}
