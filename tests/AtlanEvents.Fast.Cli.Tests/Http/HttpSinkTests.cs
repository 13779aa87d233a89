using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>What the sink tells of itself, and how it holds up the reading.</summary>
public sealed class HttpSinkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Nothing_beyond_an_open_event_is_acknowledged()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, _) =>
        {
            if (arrival.Sequence is 0 or 60)
                await release.Task;

            return arrival.Sequence == 30 ? 404 : 200;
        });
        await using var sink = new InProcessSink(receiver.Url, concurrency: 64);

        // One lane each, as good as: only those that share the lane of an open one wait behind it.
        await sink.AcceptAsync(Sample.Utf8(Sample.Events(90, guids: 90)));
        await receiver.WaitForAsync(80);
        Assert.Equal(90, sink.Sink.Accepted);
        Assert.Equal(0, sink.Sink.Acknowledged);
        Assert.InRange(sink.Sink.InFlight, 2, 90);
        release.SetResult();
        await sink.Sink.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(s_patience);

        Assert.Equal((90, 0), (sink.Sink.Acknowledged, sink.Sink.InFlight));
    }

    [Fact]
    public async Task A_refused_event_is_in_the_dead_letter_before_it_is_acknowledged()
    {
        using var folder = new TemporaryFolder();
        string deadLetter = folder.PathOf("dead.ndjson");
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => 404);
        await using var sink = new InProcessSink(receiver.Url, deadLetter: deadLetter);

        await sink.AcceptAsync(Sample.Utf8(Sample.Events(3, guids: 1)));
        using var timeout = new CancellationTokenSource(s_patience);
        for (long acknowledged = 0; acknowledged < 3;)
        {
            acknowledged = sink.Sink.Acknowledged;
            Assert.InRange(File.ReadLines(deadLetter).Count(), acknowledged, 3);
            timeout.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task A_receiver_that_does_not_take_events_holds_up_the_reading()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (_, _) =>
        {
            await release.Task;
            return 200;
        });
        await using var sink = new InProcessSink(receiver.Url);
        string padding = new('x', 100_000);
        string[] events = [.. Sample.Events(400, guids: 400).Select(line => line.Replace("\"entity\":{", $"\"entity\":{{\"text\":\"{padding}\",", StringComparison.Ordinal))];

        Task accept = sink.AcceptAsync(Sample.Utf8(events));
        await receiver.WaitForAsync(8);
        Assert.NotEqual(accept, await Task.WhenAny(accept, Task.Delay(500)));
        Assert.InRange(sink.Sink.Accepted * padding.Length, DeliveryWindow.MaxBytes - padding.Length, DeliveryWindow.MaxBytes + (2 * 1024 * 1024));
        release.SetResult();
        await accept.WaitAsync(s_patience);
        await sink.Sink.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(s_patience);

        Assert.Equal(400, sink.Sink.Acknowledged);
        Assert.Equal(events.ToHashSet(), receiver.Taken.Select(arrival => arrival.Body).ToHashSet());
    }

    [Fact]
    public async Task So_does_the_number_of_events()
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (_, _) =>
        {
            await release.Task;
            return 200;
        });
        using var stop = new CancellationTokenSource();
        await using var sink = new InProcessSink(receiver.Url);

        Task accept = sink.AcceptAsync(Sample.Utf8(Sample.Events(50_000, guids: 400)), stop.Token);
        await receiver.WaitForAsync(8);
        Assert.NotEqual(accept, await Task.WhenAny(accept, Task.Delay(500)));
        Assert.InRange(sink.Sink.Accepted, DeliveryWindow.MaxEvents, 5 * DeliveryWindow.MaxEvents);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accept);
        release.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.Sink.CompleteAsync(stop.Token).AsTask().WaitAsync(s_patience));

        Assert.InRange(sink.Sink.Acknowledged, 0, sink.Sink.Accepted - 1);
        Assert.Equal(receiver.Taken.Length, sink.Sink.Accepted - sink.Sink.InFlight);
    }
}
