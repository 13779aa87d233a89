using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AtlanEvents.Fast.AspNetCore.Tests.Hosting;

/// <summary>An application with a webhook at <c>/atlan</c>, in Kestrel on a free port, and a client.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    public const string Secret = "correct horse";
    public const string SecretHeader = "x-atlan-signing-secret";

    private readonly WebApplication _application;
    private readonly MetricCollector<long> _requests;
    private readonly MetricCollector<long> _inFlight;

    private TestReceiver(WebApplication application)
    {
        _application = application;
        var meters = application.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        _requests = new MetricCollector<long>(meters, "AtlanEvents.Fast.AspNetCore", "atlan_events.webhook.requests");
        _inFlight = new MetricCollector<long>(meters, "AtlanEvents.Fast.AspNetCore", "atlan_events.webhook.in_flight");
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = Deadline };
    }

    /// <summary>The time after which a test fails that waits for something.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(60);

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FakeLogCollector Logs => _application.Services.GetRequiredService<FakeLogCollector>();

    /// <summary>The number of signed requests that are not finished.</summary>
    public long InFlight
    {
        get
        {
            _inFlight.RecordObservableInstruments();
            return _inFlight.LastMeasurement!.Value;
        }
    }

    /// <summary>Starts an application.</summary>
    /// <param name="map">Maps the webhook.</param>
    /// <param name="configure">Changes the options; the secret is set already.</param>
    /// <param name="server">Changes the server.</param>
    /// <param name="use">Adds services and, before the webhook, middleware.</param>
    public static async Task<TestReceiver> StartAsync(
        Func<IEndpointRouteBuilder, IEndpointConventionBuilder> map,
        Action<AtlanWebhookOptions>? configure = null,
        Action<KestrelServerOptions>? server = null,
        (Action<IServiceCollection> Services, Action<WebApplication> Middleware)? use = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => server?.Invoke(options));
        builder.Logging.ClearProviders();
        builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddAtlanWebhook(options =>
        {
            options.SigningSecrets.Add(Secret);
            configure?.Invoke(options);
        });
        use?.Services(builder.Services);
        WebApplication application = builder.Build();
        use?.Middleware(application);
        map(application);
        await application.StartAsync();
        return new TestReceiver(application);
    }

    public static Task<TestReceiver> StartAsync(IEventRecordHandler handler, Action<AtlanWebhookOptions>? configure = null)
        => StartAsync(endpoints => endpoints.MapAtlanWebhook("/atlan", handler), configure);

    /// <summary>Posts a body with the valid secret.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="PostAsync(string)"/>
    public Task<HttpResponseMessage> PostAsync(byte[] body, Action<HttpRequestMessage>? change = null)
        => PostAsync(Json(body), [Secret], change);

    /// <summary>Posts a body with any number of secrets.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        HttpContent content,
        string[] secrets,
        Action<HttpRequestMessage>? change = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/atlan") { Content = content };
        foreach (string secret in secrets)
            request.Headers.TryAddWithoutValidation(SecretHeader, secret);

        change?.Invoke(request);
        return await Client.SendAsync(request, cancellationToken);
    }

    public static ByteArrayContent Json(byte[] body)
        => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static ByteArrayContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    /// <summary>Checks that a response is a problem, and returns its body.</summary>
    public static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        string body = await response.Content.ReadAsStringAsync();
        JsonElement problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return body;
    }

    /// <summary>The number of requests with an outcome.</summary>
    public long Count(string outcome)
        => _requests.GetMeasurementSnapshot().Where(measured => outcome.Equals(measured.Tags["outcome"])).Sum(measured => measured.Value);

    /// <summary>Connects to the server, to speak HTTP/1.1 by hand.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static void NoMiddleware(WebApplication application)
    {
    }

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _requests.Dispose();
        _inFlight.Dispose();
        await _application.DisposeAsync();
    }

    /// <summary>Waits until something is the case.</summary>
    public static async Task WaitForAsync(Func<bool> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Not in time: {what}");
            await Task.Delay(5);
        }
    }
}
