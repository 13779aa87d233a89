using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary>A running <c>atlan-events receive</c>, and a client.</summary>
internal sealed partial class RunningReceiver : IAsyncDisposable
{
    public const string Secret = "correct horse";

    private const string SecretVariable = "TEST_SECRET";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly Task _reading;

    private RunningReceiver(Process process)
    {
        _process = process;
        _reading = ReadMessagesAsync();
    }

    /// <summary>The time after which a test fails that waits for something.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The address at which messages are received.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The address of the status page.</summary>
    public string StatusUrl
        => _messages.Select(message => StatusAddress().Match(message)).First(match => match.Success).Groups[1].Value;

    /// <summary>What the tool wrote to standard error.</summary>
    public string Messages => string.Join('\n', _messages);

    public Process Process => _process;

    private static HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    })
    { Timeout = Deadline };

    /// <summary>Starts a receiver on a free port, with <see cref="Secret"/> as its secret unless the arguments say otherwise.</summary>
    public static Task<RunningReceiver> StartAsync(string file, params string[] arguments)
        => ListenAsync("http://127.0.0.1:0/atlan", ["--to", file, "--secret-env", SecretVariable, .. arguments]);

    /// <summary>Starts a receiver at an address.</summary>
    public static async Task<RunningReceiver> ListenAsync(string listen, string[] arguments)
    {
        Signal.RestoreInterrupt();
        Process process = Shell.Start(
            Repository.ToolPath, ["receive", "--listen", listen, .. arguments], folder: "", (SecretVariable, Secret));
        process.StandardInput.Close();
        var receiver = new RunningReceiver(process);
        await WaitForAsync(() => receiver.TryFindUrl() || process.HasExited, "the receiver listens");
        Assert.False(process.HasExited, receiver.Messages);
        return receiver;
    }

    /// <summary>Posts a message with a secret, and returns the status.</summary>
    public async Task<int> PostAsync(string body, string? secret = Secret)
    {
        using HttpResponseMessage response = await SendAsync(body, secret);
        return (int)response.StatusCode;
    }

    /// <inheritdoc cref="PostAsync"/>
    public async Task<HttpResponseMessage> SendAsync(string body, string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null)
            request.Headers.Add("x-atlan-signing-secret", secret);

        return await Client.SendAsync(request);
    }

    /// <summary>Sends a dump with <c>replay</c>.</summary>
    public Task<ToolResult> ReplayAsync(byte[] dump) => Tool.RunAsync(
        dump, ["replay", "--to", Url, "--secret-env", SecretVariable, "--yes", "--concurrency", "32"], (SecretVariable, Secret));

    /// <summary>Stops the receiver with a signal, and returns its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        Signal.Send(_process, signal);
        return await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
        _process.Dispose();
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

    /// <summary>An event of an asset.</summary>
    public static string Event(string guid)
        => $$$"""
            {"message":{"entity":{"typeName":"Table","guid":"{{{guid}}}","attributes":{}},"operationType":"ENTITY_UPDATE"}}
            """;

    private async Task ReadMessagesAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is string line)
            _messages.Enqueue(line);
    }

    private bool TryFindUrl()
    {
        Url = _messages.Select(message => Address().Match(message)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "";
        return Url.Length > 0;
    }

    [GeneratedRegex(@"receiving at (https?://[^ ,""]+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"showing the status at (http://[^ ,""]+)")]
    private static partial Regex StatusAddress();
}
