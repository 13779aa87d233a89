using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AtlanEvents.Fast.Kafka.Hosting;

/// <summary>Reports whether a consumer runs, has partitions, and makes progress.</summary>
internal sealed class ConsumerHealthCheck(EventConsumer consumer, TimeSpan maxTimeWithoutProgress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        EventConsumerStatus status = consumer.Status;
        var data = new Dictionary<string, object>
        {
            ["assignedPartitions"] = status.AssignedPartitions,
            ["lag"] = status.Lag,
            ["inFlight"] = status.InFlight,
            ["pendingParts"] = status.PendingParts,
            ["events"] = status.Events,
            ["deadLetters"] = status.DeadLetters,
            ["secondsSinceProgress"] = status.SinceProgress.TotalSeconds,
        };
        HealthCheckResult result = status switch
        {
            { IsRunning: false } => new(context.Registration.FailureStatus, "The consumer is not running.", data: data),
            _ when status.SinceProgress > maxTimeWithoutProgress
                => new(
                    context.Registration.FailureStatus,
                    "No event was finished for a long time: the handler or the dead-letter topic does not answer.",
                    data: data),
            { AssignedPartitions: 0 }
                => HealthCheckResult.Degraded(
                    "No partition is assigned: the group is rebalancing, or has more members than partitions.",
                    data: data),
            _ => HealthCheckResult.Healthy("The consumer runs.", data),
        };
        return Task.FromResult(result);
    }
}
