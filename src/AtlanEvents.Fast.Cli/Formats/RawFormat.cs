using System.Buffers;

namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>The input line, byte for byte; of an event that came out of a message or wrapper, its own bytes.</summary>
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
