namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;

internal sealed class EventLine
{
    public Message? Message { get; set; }
}
