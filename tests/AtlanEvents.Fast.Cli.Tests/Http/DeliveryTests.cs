using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Delivery to a working receiver.</summary>
public sealed class DeliveryTests : FileTests
{
    [Fact]
    public async Task Every_event_arrives_once_byte_for_byte_over_reused_connections()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();
        string[] events = Sample.Events(3_000, guids: 700);

        ToolResult result = await receiver.ReplayAsync(Sample.Utf8(events));

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Equal(
            "3,000 of 3,000 events delivered to http://localhost:" + receiver.Port.ToString(CultureInfo.InvariantCulture) + ".\n",
            result.Error);
        Assert.Equal(events, receiver.Accepted.OrderBy(arrival => arrival.Sequence).Select(arrival => arrival.Body));
        Assert.All(receiver.Arrivals, arrival => Assert.Equal(
            ("application/json", "HTTP/1.1", null), (arrival.ContentType, arrival.Protocol, arrival.Secret)));
        Assert.InRange(receiver.Arrivals.Select(arrival => arrival.Connection).Distinct().Count(), 1, 8);
    }

    [Fact]
    public async Task Only_selected_events_are_sent_and_quiet_prints_nothing()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();

        ToolResult result = await receiver.ReplayAsync(
            Sample.Utf8([Events.Handshake, .. Sample.Events(20, guids: 4)]), "--format", "raw", "--guid", "g-1", "--quiet");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal([1, 5, 9, 13, 17], receiver.Accepted.Select(arrival => arrival.Sequence));
    }

    [Fact]
    public async Task Events_from_a_pipe_are_sent_before_the_pipe_ends()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();
        using System.Diagnostics.Process process = Tool.Start(["replay", "--yes", "--to", receiver.Url]);
        await process.StandardInput.WriteAsync(Events.Lines(Sample.Event("g", 1)));

        await receiver.WaitForAsync(1);

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_slow_receiver_gets_at_most_the_concurrent_requests_allowed()
    {
        // The first five requests wait for each other; a sixth one would come meanwhile.
        int arrived = 0;
        var fifth = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (_, _) =>
        {
            if (Interlocked.Increment(ref arrived) == 5)
                fifth.SetResult();

            await fifth.Task;
            await Task.Delay(30);
            return 202;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(120, guids: 120), "--concurrency", "5");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(120, receiver.Accepted.Length);
        Assert.Equal(5, receiver.MaxConcurrentRequests);
    }

    [Fact]
    public async Task Events_of_a_guid_and_events_without_one_arrive_in_order_despite_failures()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => Next(random) switch
        {
            0 => 500,
            1 => 503,
            2 => TestReceiver.Reset,
            3 => TestReceiver.ResetAfterAccepting,
            _ => 200,
        });
        string[] events = [.. Sample.Events(800, guids: 40).Select(
            line => line.Replace("\"guid\":\"g-7\",", "", StringComparison.Ordinal))];

        ToolResult result = await receiver.ReplayAsync(Sample.Utf8(events), "--concurrency", "16");

        Assert.True(result.ExitCode == 0, $"seed {seed}: {result.Error}");
        Assert.Contains("800 of 800 events delivered", result.Error);
        Assert.Contains("requests repeated", result.Error);
        foreach (IGrouping<string, Arrival> asset in receiver.Accepted.GroupBy(arrival => arrival.Guid))
        {
            int[] expected = [.. events.Select(Sample.Read).Where(sent => sent.Guid == asset.Key).Select(sent => sent.Sequence)];
            Assert.Equal(expected, WithoutRepeats(asset.Select(arrival => arrival.Sequence)));
        }

        Assert.Equal(40, receiver.Accepted.GroupBy(arrival => arrival.Guid).Count());
    }

    [Fact]
    public async Task An_event_is_repeated_only_if_its_response_was_lost()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            arrival => arrival.Sequence % 10 == 0 && arrival.Attempt == 1 ? TestReceiver.ResetAfterAccepting : 200);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(100, guids: 100));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("10 requests repeated", result.Error);
        Assert.Equal(110, receiver.Accepted.Length);
        Assert.All(
            receiver.Accepted.CountBy(arrival => arrival.Sequence),
            event_ => Assert.Equal(event_.Key % 10 == 0 ? 2 : 1, event_.Value));
    }

    [Fact]
    public async Task A_long_response_is_accepted()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (_, context) =>
        {
            await context.Response.WriteAsync(new string('x', 300_000));
            return 200;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(20, guids: 20));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(20, receiver.Arrivals.Length);
    }

    [Fact]
    public async Task A_rate_is_not_exceeded()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();
        long started = Stopwatch.GetTimestamp();

        ToolResult result = await receiver.ReplayAsync(Sample.Input(25, guids: 25), "--rate", "12.5");

        Assert.Equal(0, result.ExitCode);

        // 24 intervals of 80 ms. Requests may arrive late, but are not sent early.
        TimeSpan taken = Stopwatch.GetElapsedTime(started, receiver.Arrivals[^1].Timestamp);
        Assert.True(taken > TimeSpan.FromSeconds(1.9), $"{taken}");
    }

    [Theory]
    [InlineData("the secret", "the secret")]
    [InlineData("the secret\n", "the secret")]
    [InlineData("s3cr~t\r\nsecond line\n", "s3cr~t")]
    public async Task The_secret_comes_from_a_file_or_the_environment_and_is_never_shown(string content, string secret)
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Sequence == 1 ? 404 : 200);
        byte[] events = Sample.Input(3, guids: 3);

        ToolResult fromFile = await receiver.ReplayAsync(events, "--progress", "always", "--secret-file", Folder.Write("secret", content));
        ToolResult fromEnvironment = await Tool.RunAsync(
            events, ["replay", "--yes", "--to", receiver.Url, "--secret-env", "HOOK_SECRET"], ("HOOK_SECRET", secret));

        Assert.Equal((1, 1), (fromFile.ExitCode, fromEnvironment.ExitCode));
        Assert.Equal(6, receiver.Arrivals.Length);
        Assert.All(receiver.Arrivals, arrival => Assert.Equal(secret, arrival.Secret));
        Assert.DoesNotContain(secret, fromFile.Error + fromFile.Output + fromEnvironment.Error + fromEnvironment.Output);
    }

    private static int[] WithoutRepeats(IEnumerable<int> sequence)
    {
        var kept = new List<int>();
        foreach (int number in sequence)
        {
            if (kept.Count == 0 || kept[^1] != number)
                kept.Add(number);
        }

        return [.. kept];
    }

    private static int Next(Random random)
    {
        lock (random)
            return random.Next(20);
    }
}
