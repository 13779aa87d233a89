using System.Reflection;
using AtlanEvents.Fast.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Receiving.Status;

/// <summary>A web server for operators: a page with the state, health checks, and metrics for Prometheus.</summary>
internal static class StatusServer
{
    private const string PageName = "status.html";

    /// <param name="listen">The address.</param>
    /// <param name="logs">Receives messages for the user.</param>
    /// <param name="getStatus">Returns the state.</param>
    public static WebApplication Create(ListenAddress listen, ILoggerFactory logs, Func<ReceiverStatus> getStatus)
    {
        WebApplication application = LoopbackServer.Create(
            listen, logs, services => services.AddHealthChecks().AddCheck("destination", () => Check(getStatus())));
        string page = ReadPage();
        string policy = PolicyOf(page);
        application.MapGet("/", (RequestDelegate)(context => WritePageAsync(context, page, policy)));
        application.MapGet("/status.json", (RequestDelegate)(context => context.Response.WriteAsJsonAsync(
            getStatus(), StatusJson.Default.ReceiverStatus, contentType: null, context.RequestAborted)));
        application.MapHealthChecks("/readyz");
        return application;
    }

    private static HealthCheckResult Check(ReceiverStatus status)
        => status.Problem is string problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();

    private static Task WritePageAsync(HttpContext context, string page, string policy)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static string ReadPage()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(PageName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // Only this page's own script and style, and requests to this server.
    private static string PolicyOf(string page)
    {
        string style = ContentPolicy.SourceOf(ContentOf(page, "style"));
        string script = ContentPolicy.SourceOf(ContentOf(page, "script"));
        return $"default-src 'none'; style-src {style}; script-src {script}; connect-src 'self'; frame-ancestors 'none'";
    }

    private static string ContentOf(string page, string element)
    {
        int start = page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        return page[start..page.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
    }
}
