namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;

internal sealed class Entity
{
    public string? TypeName { get; set; }

    public string? Guid { get; set; }

    public string? DeleteHandler { get; set; }

    public EntityAttributes? Attributes { get; set; }
}
