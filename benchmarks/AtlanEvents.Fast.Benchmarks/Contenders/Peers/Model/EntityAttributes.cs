namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;

internal sealed class EntityAttributes
{
    public string? QualifiedName { get; set; }
}
