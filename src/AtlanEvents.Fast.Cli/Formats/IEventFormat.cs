namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>An output format for events.</summary>
internal interface IEventFormat
{
    /// <summary>Writes what precedes the first event.</summary>
    void WriteHeader(IBufferWriter<byte> output);

    /// <summary>Writes an event as one line.</summary>
    void Write(IBufferWriter<byte> output, in EventView view);
}
