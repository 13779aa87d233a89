using AtlanEvents.Fast.Cli.Terminal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Cli.Hosting;

/// <summary>Shows the metrics of a run to Prometheus, until it is disposed of.</summary>
internal static class MetricsServer
{
    /// <exception cref="ToolException">The address cannot be used.</exception>
    public static async Task<IAsyncDisposable> StartAsync(ListenAddress listen, bool isQuiet)
    {
        WebApplication application = LoopbackServer.Create(listen, NullLoggerFactory.Instance);
        try
        {
            string address = await WebServer.StartAsync(application, listen).ConfigureAwait(false);
            if (!isQuiet)
                ErrorMessage.Write($"metrics at {address}metrics");

            return application;
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
