using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace AtlanEvents.Fast.Cli.Hosting;

/// <summary>A web server for operators of this machine: <c>/metrics</c> for Prometheus, and <c>/healthz</c>.</summary>
internal static class LoopbackServer
{
    // A page elsewhere whose name was made to resolve to this machine must not read the state.
    private static readonly string[] s_hosts = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly string[] s_meters =
    [
        "AtlanEvents.Fast", "AtlanEvents.Fast.AspNetCore", "AtlanEvents.Fast.Kafka",
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    /// <summary>Parses an address, such as <c>http://127.0.0.1:9090</c>.</summary>
    /// <param name="option">The option that has it.</param>
    /// <param name="text">The address.</param>
    /// <exception cref="ToolException">The address is not valid, or is not a loopback address without a path.</exception>
    public static ListenAddress Parse(string option, string text)
    {
        var address = ListenAddress.Parse(option, text);
        return !address.IsHttps && address.Path == "/" && IPAddress.IsLoopback(address.Host)
            ? address
            : throw new ToolException(
                ExitCode.Usage, $"{option} must be a loopback address without a path, such as http://127.0.0.1:9090, not '{text}'");
    }

    /// <summary>Creates a server. The caller may add health checks and pages, and starts it.</summary>
    /// <param name="listen">The address.</param>
    /// <param name="logs">Receives messages for the user.</param>
    /// <param name="addServices">Adds services, if any.</param>
    public static WebApplication Create(ListenAddress listen, ILoggerFactory logs, Action<IServiceCollection>? addServices = null)
    {
        WebApplicationBuilder builder = WebServer.CreateBuilder(logs);
        builder.WebHost.ConfigureKestrel(server => server.Listen(listen.Host, listen.Port));
        builder.Services.AddHostFiltering(options =>
        {
            options.AllowedHosts = s_hosts;
            options.AllowEmptyHosts = false;
        });
        builder.Services.AddHealthChecks();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(s_meters).AddPrometheusExporter());
        addServices?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        application.UseHostFiltering();
        application.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        application.MapPrometheusScrapingEndpoint("/metrics");
        return application;
    }
}
