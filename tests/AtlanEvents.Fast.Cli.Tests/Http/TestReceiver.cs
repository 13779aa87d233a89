using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>A request that reached a receiver.</summary>
/// <param name="Guid">The guid of the event.</param>
/// <param name="Sequence">The number of the event.</param>
/// <param name="Attempt">The number of arrivals of this event so far.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Secret">The signing secret.</param>
/// <param name="Protocol">The protocol, such as <c>HTTP/1.1</c>.</param>
/// <param name="Connection">The id of the connection.</param>
/// <param name="Timestamp">The timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed record Arrival(
    string Guid,
    int Sequence,
    int Attempt,
    string Body,
    string? ContentType,
    string? Secret,
    string Protocol,
    string Connection,
    long Timestamp);

/// <summary>A local web server that receives webhooks and responds as a test requires.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    /// <summary>Special statuses: reset the connection without accepting the event, or after accepting it.</summary>
    public const int Reset = -1;
    public const int ResetAfterAccepting = -2;

    private const int LongRequest = 100_000;

    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly ConcurrentQueue<Arrival> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly WebApplication _application;
    private readonly Func<Arrival, HttpContext, Task<int>> _respond;
    private readonly X509Certificate2? _certificate;
    private readonly bool _respondsEarly;
    private int _concurrentRequests;
    private int _maxConcurrentRequests;

    private TestReceiver(Func<Arrival, HttpContext, Task<int>> respond, int port, X509Certificate2? certificate, bool respondsEarly)
    {
        _respond = respond;
        _certificate = certificate;
        _respondsEarly = respondsEarly;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port, Listen));
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();

        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    public int Port => new Uri(_application.Urls.First()).Port;

    public string Url => $"{(_certificate is null ? "http" : "https")}://localhost:{Port}/hook";

    /// <summary>All requests, in order.</summary>
    public Arrival[] Arrivals => [.. _arrivals];

    /// <summary>The accepted events, in order.</summary>
    public Arrival[] Accepted => [.. _accepted];

    /// <summary>The maximum number of concurrent requests so far.</summary>
    public int MaxConcurrentRequests => Volatile.Read(ref _maxConcurrentRequests);

    /// <summary>Starts a receiver that accepts everything.</summary>
    public static Task<TestReceiver> StartAsync() => StartAsync((_, _) => Task.FromResult(200));

    /// <summary>Starts a receiver that responds with a status, or with one of the special statuses.</summary>
    public static async Task<TestReceiver> StartAsync(
        Func<Arrival, HttpContext, Task<int>> respond,
        int port = 0,
        X509Certificate2? certificate = null,
        bool respondsEarly = false)
    {
        var receiver = new TestReceiver(respond, port, certificate, respondsEarly);
        await receiver._application.StartAsync();
        return receiver;
    }

    public static Task<TestReceiver> StartAsync(Func<Arrival, int> respond, int port = 0)
        => StartAsync((arrival, _) => Task.FromResult(respond(arrival)), port);

    /// <summary>Starts a receiver that accepts nothing before it is released.</summary>
    public static Task<TestReceiver> StartAsync(Task release) => StartAsync(async (_, _) =>
    {
        await release;
        return 200;
    });

    /// <summary>Starts a receiver with TLS.</summary>
    /// <param name="respond">Returns the status.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="respondsEarly">Whether to respond to long requests without reading them.</param>
    public static Task<TestReceiver> StartAsync(Func<Arrival, Task<int>> respond, X509Certificate2 certificate, bool respondsEarly = false)
        => StartAsync((arrival, _) => respond(arrival), 0, certificate, respondsEarly);

    /// <summary>Runs the tool, which sends the input to this receiver.</summary>
    public Task<ToolResult> ReplayAsync(byte[] input, params string[] options)
        => Tool.RunAsync(input, ["replay", "--yes", "--to", Url, .. options]);

    /// <summary>Waits for a number of requests.</summary>
    public async Task WaitForAsync(int arrivals)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (_arrivals.Count < arrivals)
            await Task.Delay(10, timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        using var immediately = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(immediately.Token);
        await _application.DisposeAsync();
    }

    private void Listen(ListenOptions options)
    {
        if (_certificate is not null)
            options.UseHttps(_certificate);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_respondsEarly && context.Request.ContentLength > LongRequest)
            return;

        int concurrent = Interlocked.Increment(ref _concurrentRequests);
        int max;
        while (concurrent > (max = _maxConcurrentRequests))
            Interlocked.CompareExchange(ref _maxConcurrentRequests, concurrent, max);

        try
        {
            using var reader = new StreamReader(context.Request.Body);
            await HandleAsync(context, await reader.ReadToEndAsync());
        }
        finally
        {
            Interlocked.Decrement(ref _concurrentRequests);
        }
    }

    private async Task HandleAsync(HttpContext context, string body)
    {
        (string guid, int sequence) = Sample.Read(body);
        var arrival = new Arrival(
            guid,
            sequence,
            _attempts.AddOrUpdate(body, 1, (_, count) => count + 1),
            body,
            context.Request.ContentType,
            context.Request.Headers["x-atlan-signing-secret"],
            context.Request.Protocol,
            context.Connection.Id,
            Stopwatch.GetTimestamp());
        _arrivals.Enqueue(arrival);
        int status = await _respond(arrival, context);
        if (status is (>= 200 and < 300) or ResetAfterAccepting)
            _accepted.Enqueue(arrival);

        if (status < 0)
            context.Abort();
        else if (!context.Response.HasStarted)
            context.Response.StatusCode = status;
    }
}
