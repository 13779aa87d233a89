using System.Reflection;
using AtlanEvents.Fast.Cli.Receiving.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace AtlanEvents.Fast.Cli.Receiving.Status;

/// <summary>A web server for operators: a page with the state, health checks, and metrics for Prometheus.</summary>
internal static class StatusServer
{
    private const string PageName = "status.html";

    // Only this page's own script and style, and requests to this server.
    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

    // A page elsewhere whose name was made to resolve to this machine must not read the state.
    private static readonly string[] s_hosts = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly string[] s_meters =
        ["AtlanEvents.Fast", "AtlanEvents.Fast.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <param name="listen">The address.</param>
    /// <param name="logs">Receives messages for the user.</param>
    /// <param name="getStatus">Returns the state.</param>
    public static WebApplication Create(ListenAddress listen, ILoggerFactory logs, Func<ReceiverStatus> getStatus)
    {
        WebApplicationBuilder builder = ReceiverHost.CreateBuilder(logs);
        builder.WebHost.ConfigureKestrel(server => server.Listen(listen.Host, listen.Port));
        builder.Services.AddHostFiltering(options =>
        {
            options.AllowedHosts = s_hosts;
            options.AllowEmptyHosts = false;
        });
        builder.Services.AddHealthChecks().AddCheck("destination", () => Check(getStatus()));
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(s_meters).AddPrometheusExporter());
        WebApplication application = builder.Build();
        application.UseHostFiltering();
        string page = ReadPage();
        application.MapGet("/", (RequestDelegate)(context => WritePageAsync(context, page)));
        application.MapGet("/status.json", (RequestDelegate)(context => context.Response.WriteAsJsonAsync(
            getStatus(), StatusJson.Default.ReceiverStatus, contentType: null, context.RequestAborted)));
        application.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks("/readyz");
        application.MapPrometheusScrapingEndpoint("/metrics");
        return application;
    }

    private static HealthCheckResult Check(ReceiverStatus status)
        => status.Problem is string problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();

    private static Task WritePageAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static string ReadPage()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(PageName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
