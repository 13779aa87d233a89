using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Receiving.Files;
using AtlanEvents.Fast.Cli.Receiving.Forwarding;
using AtlanEvents.Fast.Cli.Sinks;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Interleavings.Scenarios;

/// <summary>The group commit of <c>receive</c>, and its forwarding.</summary>
internal static class ReceiverScenarios
{
    /// <summary>Whoever gets an answer finds the message synced, whoever stops the receiver loses none, and everybody gets an answer.</summary>
    public static Task GroupCommitAsync() => GroupCommitAsync(writesUntilFailure: -1);

    /// <summary>The same if the first write fails: its messages are not accepted, and later ones are.</summary>
    public static Task FailingGroupCommitAsync() => GroupCommitAsync(writesUntilFailure: 0);

    /// <summary>An event is answered when the sink has delivered it, and not before, whatever becomes of others.</summary>
    public static async Task ForwardingAsync()
    {
        var sink = new TestSink();
        await using var destination = new SinkDestination(sink, new RejectedLines(new DeadLetterSettings()), TimeSpan.FromHours(10));
        int answered = 0;
        Task first = Accept();
        await Actors.RunAsync(SendAsync, SendAsync, DeliverAsync);
        Specification.Assert(answered == 2, "an event has no answer");
        Specification.Assert(!first.IsCompleted, "an event was answered that was not delivered");

        async Task SendAsync()
        {
            await Accept();
            Interlocked.Increment(ref answered);
            Specification.Assert(answered <= sink.Delivered, "an event was answered before it was delivered");
        }

        Task Accept()
        {
            byte[] line = SampleEvents.Line("g");
            using var parser = new EventParser(EventReaderOptions.Default with { Reassembly = null });
            LineVerdict verdict = parser.Parse(line, out EventView view);
            return destination.AcceptAsync(view, verdict, line, CancellationToken.None);
        }

        async Task DeliverAsync()
        {
            while (sink.Delivered < 2)
            {
                sink.DeliverNewest();
                await Task.Yield();
            }
        }
    }

    private static async Task GroupCommitAsync(int writesUntilFailure)
    {
        MessageFile.Reset(writesUntilFailure);
        var destination = FileDestination.Open(new FileSettings { Path = "file" }, NullLogger.Instance);
        int accepted = 0;
        int refused = 0;
        await Actors.RunAsync(() => SendAsync("a", "b"), () => SendAsync("c", "d"));
        Task last = destination.AcceptAsync(default, default, "e"u8.ToArray(), CancellationToken.None);
        await destination.DisposeAsync();
        await WaitAsync("e", last);
        Specification.Assert(accepted + refused == 5, "a message has no answer");
        Specification.Assert(MessageFile.Synced.Length == 2 * accepted, "the file has a message twice, or one that was refused");
        Specification.Assert(refused == 0 || writesUntilFailure >= 0, "a message was refused without a reason");

        async Task SendAsync(params string[] messages)
        {
            foreach (string message in messages)
                await WaitAsync(message, destination.AcceptAsync(default, default, Encoding.UTF8.GetBytes(message), CancellationToken.None));
        }

        async Task WaitAsync(string message, Task accepting)
        {
            try
            {
                await accepting;
            }
            catch (ToolException)
            {
                Interlocked.Increment(ref refused);
                return;
            }

            Interlocked.Increment(ref accepted);
            Specification.Assert(MessageFile.Synced.Contains(message, StringComparison.Ordinal), $"{message} was answered before it was synced");
        }
    }

    /// <summary>Delivers when it is told to, and the first event never.</summary>
    private sealed class TestSink : IForwardingSink
    {
        private readonly Lock _lock = new();
        private readonly Stack<TaskCompletionSource> _waiting = new();
        private int _delivered;

        public int Delivered => Volatile.Read(ref _delivered);

        public long Accepted => 0;

        public long Acknowledged => 0;

        public long InFlight => 0;

        public void DeliverNewest()
        {
            lock (_lock)
            {
                if (_waiting.Count == 1)
                    return;

                Interlocked.Increment(ref _delivered);
                _waiting.Pop().SetResult();
            }
        }

        public void Accept(in EventView view, in EventPosition position) => throw new NotSupportedException();

        public Task DeliverAsync(in EventView view, in EventPosition position)
        {
            var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
                _waiting.Push(delivered);

            return delivered.Task;
        }

        public ValueTask FlushAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public string? Summarise(long events) => null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
