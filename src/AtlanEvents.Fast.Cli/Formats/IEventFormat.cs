using System.Buffers;

namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>How an event is written.</summary>
internal interface IEventFormat
{
    /// <summary>Writes what stands before the first event.</summary>
    void WriteHeader(IBufferWriter<byte> output);

    /// <summary>Writes one event, as one line.</summary>
    void Write(IBufferWriter<byte> output, in EventView view);
}
