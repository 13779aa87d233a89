namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>An output format for events.</summary>
internal interface IEventFormat
{
    /// <summary>Writes the header, if the format has one.</summary>
    void WriteHeader(IBufferWriter<byte> output);

    /// <summary>Writes an event as one line.</summary>
    void Write(IBufferWriter<byte> output, in EventView view);
}
