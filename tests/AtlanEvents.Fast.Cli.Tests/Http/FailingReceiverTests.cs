using System.Globalization;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Receivers that fail temporarily or permanently.</summary>
public sealed class FailingReceiverTests
{
    // Machines without network need not wait for a resolver.
    private static readonly (string, string) s_resolver = ("RES_OPTIONS", "timeout:1 attempts:1");

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Transient_failures_are_retried(int status)
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Attempt == 1 ? status : 200);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(10, guids: 10), "--concurrency", "10");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("10 of 10 events delivered", result.Error);
        Assert.Equal(Enumerable.Range(0, 10), receiver.Accepted.Select(arrival => arrival.Sequence).Order());
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, true)]
    public async Task Retry_After_is_respected(int status, bool isDate)
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync((arrival, context) =>
        {
            if (arrival.Sequence != 3 || arrival.Attempt > 1)
                return Task.FromResult(200);

            // A date has no fraction of a second, so that the delay is at least one second.
            context.Response.Headers.RetryAfter = isDate ? DateTime.UtcNow.AddSeconds(2).ToString("R", CultureInfo.InvariantCulture) : "1";
            return Task.FromResult(status);
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(6, guids: 6), "--concurrency", "1");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([0, 1, 2, 3, 3, 4, 5], receiver.Arrivals.Select(arrival => arrival.Sequence));
        TimeSpan wait = Stopwatch.GetElapsedTime(receiver.Arrivals[3].Timestamp, receiver.Arrivals[4].Timestamp);
        Assert.True(wait >= TimeSpan.FromSeconds(0.95), $"{wait}");
    }

    [Fact]
    public async Task Retry_After_pauses_all_lanes()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, context) =>
        {
            await Task.Delay(20);
            if (arrival.Sequence != 30 || arrival.Attempt > 1)
                return 200;

            context.Response.Headers.RetryAfter = "5";
            return 429;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(1_000, guids: 1_000));

        Assert.Equal(0, result.ExitCode);
        long[] times = [.. receiver.Arrivals.Select(arrival => arrival.Timestamp).Order()];
        double[] pauses = [.. times.Zip(times.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalSeconds)];
        Assert.Contains(pauses, seconds => seconds > 1.5);
    }

    [Fact]
    public async Task A_receiver_that_is_down_loses_nothing_and_gets_few_requests()
    {
        long start = 0;
        int whileDown = 0;
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ =>
        {
            Interlocked.CompareExchange(ref start, Stopwatch.GetTimestamp(), 0);
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(4))
                return 200;

            Interlocked.Increment(ref whileDown);
            return 503;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(400, guids: 400), "--concurrency", "32");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Enumerable.Range(0, 400), receiver.Accepted.Select(arrival => arrival.Sequence).Order());
        Assert.Contains("does not accept events: it responded with status 503", result.Error);
        Assert.Contains("accepts events again", result.Error);

        // One request from each lane until the circuit opens, then occasional probes. Without the circuit, there would be about 150.
        Assert.InRange(whileDown, 1, 75);
    }

    [Fact]
    public Task A_receiver_that_is_unreachable_for_seconds_is_retried() => AssertRetriedAsync(TimeSpan.FromSeconds(3));

    [Fact]
    [Trait("Tier", "Slow")]
    public Task A_receiver_that_is_unreachable_for_a_minute_is_retried() => AssertRetriedAsync(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task An_unreachable_receiver_stops_the_run_with_a_message()
    {
        ToolResult result = await Tool.RunAsync(
            Sample.Input(10_000, guids: 100),
            ["replay", "--yes", "--to", $"http://localhost:1/path-secret?key=secret", "--give-up-after", "1"]);

        Assert.Equal(75, result.ExitCode);
        Assert.Contains(
            "did not accept an event for 1.00 s: Connection refused. Check the address, and that the receiver is running.", result.Error);
        Assert.Matches("0 of [0-9,]+ events delivered", result.Error);
        Assert.DoesNotContain("secret", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Theory]
    [InlineData("--to", "")]
    [InlineData("--to=")]
    [InlineData("--to:")]
    public async Task The_query_of_the_address_is_in_no_message_and_no_checkpoint(params string[] option)
    {
        using var folder = new TemporaryFolder();
        string dump = folder.Write("dump.ndjson", Sample.Input(10, guids: 10));
        string checkpoint = folder.PathOf("checkpoint");
        ToolResult result = await RunAsync("secret");
        Assert.Equal(75, result.ExitCode);
        Assert.Contains("To resume, run: atlan-events replay", result.Error);
        Assert.DoesNotContain("secret", result.Error);
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(checkpoint));

        ToolResult other = await RunAsync("other");
        Assert.Equal(2, other.ExitCode);
        Assert.DoesNotContain("secret", other.Error);

        Task<ToolResult> RunAsync(string key) => Tool.RunAsync(
        [
            "replay", dump, "--yes", .. option[..^1], $"{option[^1]}http://localhost:1/atlan?key={key}", "--give-up-after", "0.2",
            "--checkpoint", checkpoint, "--checkpoint-interval", "0",
        ]);
    }

    [Fact]
    public async Task An_unknown_host_name_stops_the_run_with_a_message()
    {
        ToolResult result = await Tool.RunAsync(
            Sample.Input(1, guids: 1), ["replay", "--yes", "--to", "https://receiver.invalid/", "--give-up-after", "0", "-q"], s_resolver);

        // A resolver that does not answer takes longer than a connection may.
        Assert.Equal(75, result.ExitCode);
        Assert.Matches("its name cannot be resolved|no connection in time", result.Error);
    }

    [Fact]
    public async Task Sending_a_secret_unencrypted_gives_a_warning()
    {
        ToolResult result = await Tool.RunAsync(
            Sample.Input(1, guids: 1),
            ["replay", "--yes", "--to", "http://receiver.invalid/", "--give-up-after", "0", "--secret-env", "HOOK_SECRET"],
            ("HOOK_SECRET", "topsecret"), s_resolver);

        Assert.Equal(75, result.ExitCode);
        Assert.Contains("the secret is sent to http://receiver.invalid unencrypted", result.Error);
        Assert.DoesNotContain("topsecret", result.Error);
    }

    [Fact]
    public async Task A_receiver_that_does_not_respond_in_time_is_retried()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, context) =>
        {
            if (arrival.Attempt == 1 && arrival.Sequence % 4 == 0)
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            return 200;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(12, guids: 12), "--timeout", "10");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("3 requests repeated", result.Error);
        Assert.Equal(15, receiver.Arrivals.Length);
    }

    [Fact]
    public async Task A_receiver_that_never_responds_stops_the_run_with_a_summary()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Sequence == 5 ? 500 : 200);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(9, guids: 9), "--give-up-after", "1", "--concurrency", "1");

        Assert.Equal(75, result.ExitCode);
        Assert.Contains("it responded with status 500", result.Error);
        Assert.Contains("5 of 9 events delivered", result.Error);
        Assert.Contains("All events before line 6 of standard input were delivered or refused.", result.Error);
        Assert.Equal([0, 1, 2, 3, 4], receiver.Accepted.Select(arrival => arrival.Sequence));
    }

    private static async Task AssertRetriedAsync(TimeSpan time)
    {
        string[] events = Sample.Events(200, guids: 200);
        TestReceiver first = await TestReceiver.StartAsync();
        using Process process = Tool.Start(["replay", "--yes", "--to", first.Url, "--rate", "100"]);
        await process.StandardInput.BaseStream.WriteAsync(Sample.Utf8(events));
        process.StandardInput.Close();
        await first.WaitForAsync(50);
        int port = first.Port;
        await first.DisposeAsync();
        using var keptPort = new KeptPort(port);

        string? down = await process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await Task.Delay(time);
        await using TestReceiver second = await TestReceiver.StartAsync(_ => 200, port);
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Connection refused", down);
        Assert.Contains("200 of 200 events delivered", error);
        Assert.Equal(events.ToHashSet(), first.Accepted.Concat(second.Accepted).Select(arrival => arrival.Body).ToHashSet());
        Assert.NotEmpty(second.Accepted);
    }
}
