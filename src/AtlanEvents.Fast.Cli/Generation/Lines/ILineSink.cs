namespace AtlanEvents.Fast.Cli.Generation.Lines;

/// <summary>Takes the lines of a stream, one after the other, and writes them or hands them on in another form.</summary>
internal interface ILineSink
{
    void Write(StreamLine line);

    /// <summary>Writes what was held back. No line may follow.</summary>
    void Complete();
}
