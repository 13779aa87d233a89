namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>The input line, byte for byte; for an event unpacked from a message or wrapper, the unpacked bytes.</summary>
internal sealed class RawFormat : IEventFormat
{
    public void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        output.Write(view.Line);
        output.Write("\n"u8);
    }
}
