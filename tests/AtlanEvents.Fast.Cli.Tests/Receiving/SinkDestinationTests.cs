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

        sink.Deliver(1);
        sink.HasRoom = true;
        await waiting.WaitAsync(s_deadline);
        Assert.Null(destination.Problem);
    }

    [Fact]
    public async Task Events_do_not_wait_for_earlier_ones()
    {
        var sink = new TestSink();
        await using SinkDestination destination = Create(sink);
        Task[] waiting = [Accept(destination), Accept(destination), Accept(destination)];
        sink.Deliver(2);
        await waiting[1].WaitAsync(s_deadline);
        sink.Deliver(3);
        await waiting[2].WaitAsync(s_deadline);
        Assert.False(waiting[0].IsCompleted);
    }

    [Fact]
    public async Task When_the_sink_fails_everybody_who_waits_gets_the_reason()
    {
        var sink = new TestSink();
        await using SinkDestination destination = Create(sink);
        Task[] waiting = [Accept(destination), Accept(destination), Accept(destination)];
        sink.Fail(new ToolException(ExitCode.Stopped, "denied"));
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

    /// <summary>Delivers, and fails, when it is told to.</summary>
    private sealed class TestSink : IForwardingSink
    {
        private readonly List<TaskCompletionSource> _waiting = [];
        private readonly CancellationTokenSource _stopped = new();
        private volatile bool _hasRoom = true;
        private ToolException? _failure;

        public long Accepted => _waiting.Count;

        public long Acknowledged => 0;

        public long InFlight => Accepted;

        public bool HasRoom
        {
            get => _hasRoom;
            set => _hasRoom = value;
        }

        public CancellationToken Stopped => _stopped.Token;

        public void Deliver(int number) => _waiting[number - 1].SetResult();

        public void Fail(ToolException failure)
        {
            _failure = failure;
            _stopped.Cancel();
        }

        public void Accept(in EventView view, in EventPosition position) => DeliverAsync(view, position);

        public Task DeliverAsync(in EventView view, in EventPosition position)
        {
            var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(delivered);
            return delivered.Task;
        }

        public ValueTask FlushAsync(CancellationToken stop)
            => _failure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;

        public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public string? Summarise(long events) => null;

        public ValueTask DisposeAsync()
        {
            _stopped.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
