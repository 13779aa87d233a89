using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>An event that waits for its turn, in a buffer of the pool.</summary>
/// <param name="Number">Its number in the sink.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Buffer">Holds its line.</param>
/// <param name="Length">How long that is.</param>
internal readonly record struct QueuedEvent(long Number, EventPosition Position, byte[] Buffer, int Length)
{
    public ReadOnlyMemory<byte> Line => Buffer.AsMemory(0, Length);
}
