namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>The input line, byte for byte; for an event unpacked from a message or wrapper, the unpacked bytes.</summary>
internal sealed class RawFormat : IEventFormat
{
    public void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        int length = view.Line.Length;
        Span<byte> record = output.GetSpan(length + 1);
        view.Line.CopyTo(record);
        record[length] = (byte)'\n';
        output.Advance(length + 1);
    }
}
