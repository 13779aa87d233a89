namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;

internal sealed class Message
{
    public string? OperationType { get; set; }

    public Entity? Entity { get; set; }
}
