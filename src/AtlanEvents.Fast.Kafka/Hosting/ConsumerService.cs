using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Hosting;

/// <summary>Runs a consumer as long as the host runs. A consumer that fails stops the host, unless the host is told otherwise.</summary>
internal sealed class ConsumerService(EventConsumer consumer, string group, ILogger log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await consumer.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.Failed(log, group, exception);
            throw;
        }
    }
}
