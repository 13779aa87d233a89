using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>The counts of the sink, and its back-pressure.</summary>
public sealed class HttpSinkTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Acknowledged_EventInFlight_StopsBeforeIt()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, _) =>
        {
            if (arrival.Sequence is 0 or 60)
                await release.Task;

            return arrival.Sequence == 30 ? 404 : 200;
        });
        await using var sink = new InProcessSink(receiver.Url, concurrency: 64);

        // Nearly every event has its own lane; only those that share one with an event in flight must wait.
        await sink.AcceptAsync(Sample.Input(90, guids: 90));
        await receiver.WaitForAsync(80);
        Assert.Equal(90, sink.Sink.Accepted);
        Assert.Equal(0, sink.Sink.Acknowledged);
        Assert.InRange(sink.Sink.InFlight, 2, 90);
        release.SetResult();
        await sink.Sink.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(s_timeout);

        Assert.Equal((90, 0), (sink.Sink.Acknowledged, sink.Sink.InFlight));
    }

    [Fact]
    public async Task Acknowledged_RefusedEvent_IsInTheDeadLetter()
    {
        using var folder = new TemporaryFolder();
        string deadLetter = folder.PathOf("dead.ndjson");
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => 404);
        await using var sink = new InProcessSink(receiver.Url, deadLetter: deadLetter);

        await sink.AcceptAsync(Sample.Input(3, guids: 1));
        using var timeout = new CancellationTokenSource(s_timeout);
        for (long acknowledged = 0; acknowledged < 3;)
        {
            acknowledged = sink.Sink.Acknowledged;
            Assert.InRange(File.ReadLines(deadLetter).Count(), acknowledged, 3);
            timeout.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task FlushAsync_MaxBytesInFlight_Waits()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(release.Task);
        await using var sink = new InProcessSink(receiver.Url);
        string padding = new('x', 100_000);
        string[] events = [.. Sample.Events(400, guids: 400).Select(
            line => line.Replace("\"entity\":{", $"\"entity\":{{\"text\":\"{padding}\",", StringComparison.Ordinal))];

        Task accept = sink.AcceptAsync(Sample.Utf8(events));
        await WaitUntilFullAsync(sink.Sink);
        Assert.False(accept.IsCompleted);
        Assert.InRange(
            sink.Sink.Accepted * padding.Length, DeliveryWindow.MaxBytes - padding.Length, DeliveryWindow.MaxBytes + (2 * 1024 * 1024));
        release.SetResult();
        await accept.WaitAsync(s_timeout);
        await sink.Sink.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(s_timeout);

        Assert.Equal(400, sink.Sink.Acknowledged);
        Assert.Equal(events.ToHashSet(), receiver.Accepted.Select(arrival => arrival.Body).ToHashSet());
    }

    [Fact]
    public async Task FlushAsync_MaxEventsInFlight_Waits()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(release.Task);
        using var stop = new CancellationTokenSource();
        await using var sink = new InProcessSink(receiver.Url);

        Task accept = sink.AcceptAsync(Sample.Input(50_000, guids: 400), stop.Token);
        await WaitUntilFullAsync(sink.Sink);
        Assert.False(accept.IsCompleted);
        Assert.InRange(sink.Sink.Accepted, DeliveryWindow.MaxEvents, 5 * DeliveryWindow.MaxEvents);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accept);
        release.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.Sink.CompleteAsync(stop.Token).AsTask().WaitAsync(s_timeout));

        Assert.InRange(sink.Sink.Acknowledged, 0, sink.Sink.Accepted - 1);
        Assert.Equal(receiver.Accepted.Length, sink.Sink.Accepted - sink.Sink.InFlight);
    }

    /// <summary>Waits until there is no room, and then long enough to accept more.</summary>
    private static async Task WaitUntilFullAsync(HttpSink sink)
    {
        long start = Stopwatch.GetTimestamp();
        while (sink.HasRoom)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < s_timeout, "There is still room.");
            await Task.Delay(5);
        }

        await Task.Delay(200);
    }
}
