using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Receiving.Forwarding;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Tests.Http;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary>The destination of <c>receive --to</c> a receiver or topic, when that accepts nothing.</summary>
public sealed class SinkDestinationTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Events_beyond_the_bounds_of_the_sink_are_refused()
    {
        var sink = new TestSink();
        await using SinkDestination destination = Create(sink);
        Task waiting = Accept(destination);
        sink.HasRoom = false;
        Assert.NotNull(destination.Problem);
        var refusal = await Assert.ThrowsAsync<ToolException>(() => Accept(destination));
        Assert.Contains("not acknowledged", refusal.Message, StringComparison.Ordinal);

        sink.Acknowledged = 1;
        sink.HasRoom = true;
        await waiting.WaitAsync(s_deadline);
        Assert.Null(destination.Problem);
    }

    [Fact]
    public async Task When_the_sink_fails_everybody_who_waits_gets_the_reason()
    {
        var sink = new TestSink();
        await using SinkDestination destination = Create(sink);
        Task[] waiting = [Accept(destination), Accept(destination), Accept(destination)];
        sink.Failure = new ToolException(ExitCode.Stopped, "denied");
        foreach (Task each in (Task[])[.. waiting, destination.Failure])
            Assert.Equal("denied", (await Assert.ThrowsAsync<ToolException>(() => each.WaitAsync(s_deadline))).Message);

        Assert.Equal("denied", destination.Problem);
        await Assert.ThrowsAsync<ToolException>(() => Accept(destination));
    }

    private static Task Accept(SinkDestination destination)
    {
        using var parser = new EventParser();
        LineVerdict verdict = parser.Parse(Encoding.UTF8.GetBytes(Sample.Events(1, guids: 1)[0]), out EventView view);
        return destination.AcceptAsync(view, verdict, default, CancellationToken.None);
    }

    private static SinkDestination Create(TestSink sink)
        => new(sink, new RejectedLines(new DeadLetterSettings(null), new RejectedLinesState()), TimeSpan.FromHours(1));

    /// <summary>Acknowledges, and fails, when it is told to.</summary>
    private sealed class TestSink : IEventSink
    {
        private long _acknowledged;
        private volatile bool _hasRoom = true;
        private volatile ToolException? _failure;

        public long Accepted { get; private set; }

        public long Acknowledged
        {
            get => Volatile.Read(ref _acknowledged);
            set => Volatile.Write(ref _acknowledged, value);
        }

        public long InFlight => Accepted - Acknowledged;

        public bool HasRoom
        {
            get => _hasRoom;
            set => _hasRoom = value;
        }

        public ToolException? Failure
        {
            set => _failure = value;
        }

        public void Accept(in EventView view, in EventPosition position) => Accepted++;

        public ValueTask FlushAsync(CancellationToken stop)
            => _failure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;

        public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public string? Summarise(long events) => null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
