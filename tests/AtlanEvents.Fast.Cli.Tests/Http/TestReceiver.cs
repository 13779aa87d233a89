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
    public const int ResetAfterTaking = -2;

    private const int LongRequest = 100_000;

    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly ConcurrentQueue<Arrival> _taken = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly WebApplication _application;
    private readonly Func<Arrival, HttpContext, Task<int>> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _isImpatient;
    private int _concurrentRequests;
    private int _maxConcurrentRequests;

    private TestReceiver(Func<Arrival, HttpContext, Task<int>> answer, int port, X509Certificate2? certificate, bool isImpatient)
    {
        _answer = answer;
        _certificate = certificate;
        _isImpatient = isImpatient;
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
    public Arrival[] Taken => [.. _taken];

    /// <summary>The maximum number of concurrent requests so far.</summary>
    public int MaxConcurrentRequests => Volatile.Read(ref _maxConcurrentRequests);

    /// <summary>Starts a receiver that accepts everything.</summary>
    public static Task<TestReceiver> StartAsync() => StartAsync((_, _) => Task.FromResult(200));

    /// <summary>Starts a receiver that responds with a status, or with one of the special statuses.</summary>
    public static async Task<TestReceiver> StartAsync(
        Func<Arrival, HttpContext, Task<int>> answer,
        int port = 0,
        X509Certificate2? certificate = null,
        bool isImpatient = false)
    {
        var receiver = new TestReceiver(answer, port, certificate, isImpatient);
        await receiver._application.StartAsync();
        return receiver;
    }

    public static Task<TestReceiver> StartAsync(Func<Arrival, int> answer, int port = 0)
        => StartAsync((arrival, _) => Task.FromResult(answer(arrival)), port);

    /// <summary>Starts a receiver with TLS.</summary>
    /// <param name="answer">Returns the status.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="isImpatient">Whether to respond to long requests without reading them.</param>
    public static Task<TestReceiver> StartAsync(Func<Arrival, Task<int>> answer, X509Certificate2 certificate, bool isImpatient = false)
        => StartAsync((arrival, _) => answer(arrival), 0, certificate, isImpatient);

    /// <summary>Waits for a number of requests.</summary>
    public async Task WaitForAsync(int arrivals)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (_arrivals.Count < arrivals)
            await Task.Delay(10, timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private void Listen(ListenOptions options)
    {
        if (_certificate is not null)
            options.UseHttps(_certificate);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_isImpatient && context.Request.ContentLength > LongRequest)
            return;

        int atOnce = Interlocked.Increment(ref _concurrentRequests);
        int most;
        while (atOnce > (most = _maxConcurrentRequests))
            Interlocked.CompareExchange(ref _maxConcurrentRequests, atOnce, most);

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
        int status = await _answer(arrival, context);
        if (status is (>= 200 and < 300) or ResetAfterTaking)
            _taken.Enqueue(arrival);

        if (status < 0)
            context.Abort();
        else if (!context.Response.HasStarted)
            context.Response.StatusCode = status;
    }
}
