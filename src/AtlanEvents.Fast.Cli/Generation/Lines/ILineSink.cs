namespace AtlanEvents.Fast.Cli.Generation.Lines;

/// <summary>A line of a generated stream.</summary>
/// <param name="Text">The line, without its line end.</param>
/// <param name="Key">
/// The key of the Kafka message: the guid of its asset. Null for a line that does not come from Atlas, which is never compressed, split or
/// wrapped.
/// </param>
internal readonly record struct StreamLine(string Text, string? Key)
{
    /// <summary>Whether the line is an Atlas message, or a record of one.</summary>
    public bool IsAtlasMessage => Key is not null;
}

/// <summary>Receives the lines of a stream in order, and writes them or passes them on in another form.</summary>
internal interface ILineSink
{
    void Write(StreamLine line);

    /// <summary>Ends the stream, and writes the lines that are still buffered.</summary>
    void Complete();
}
