using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>What a <see cref="ConsumerLoop"/> works with.</summary>
/// <param name="Options">The options.</param>
/// <param name="Log">The log.</param>
/// <param name="Time">The clock.</param>
internal sealed record LoopSettings(EventConsumerOptions Options, ILogger Log, TimeProvider Time)
{
    /// <summary>What error messages name.</summary>
    public Clients.ErrorSubject Subject => new(string.Join("', '", Clients.ClientSettings.TopicsOf(Options)), Options.GroupId);
}
