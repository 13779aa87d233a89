using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Producing;
using Microsoft.Coyote.Specifications;

namespace AtlanEvents.Fast.Interleavings.Scenarios;

/// <summary>The concurrent parts of the Kafka package.</summary>
internal static class KafkaScenarios
{
    // Nobody waits that long: a wait that is not ended by a pulse is a deadlock.
    private static readonly TimeSpan s_forever = TimeSpan.FromHours(10);

    /// <summary>While messages are finished in any order, no offset is committable before all below it are finished.</summary>
    public static async Task WatermarkAsync()
    {
        const int Messages = 4;
        var tracker = new OffsetTracker();
        bool[] finished = new bool[Messages];
        for (int i = 0; i < 2; i++)
            tracker.TryAdd(i);

        await Actors.RunAsync(
            () =>
            {
                for (int i = 2; i < Messages; i++)
                    tracker.TryAdd(i);

                Finish(3);
            },
            () => Finish(1),
            () =>
            {
                tracker.SetWaiting(0);
                tracker.SetInFlight(0);
                Finish(0);
            },
            () =>
            {
                long last = 0;
                for (int i = 0; i < 3; i++)
                {
                    long committable = tracker.Committable!.Value;
                    Specification.Assert(finished.Take((int)committable).All(done => done), $"{committable} is not committable");
                    Specification.Assert(committable >= last, "the committable offset falls");
                    last = committable;
                }
            });
        Specification.Assert(tracker.Committable == 2 && tracker.Span == 2, "a finished message is forgotten");
        Finish(2);
        Specification.Assert(tracker.Committable == Messages && tracker.Span == 0, "a finished message is forgotten");

        void Finish(int offset)
        {
            Volatile.Write(ref finished[offset], true);
            tracker.Complete(offset);
        }
    }

    /// <summary>A sender that waits for room gets it, a flush ends, and no number is acknowledged before all below it are.</summary>
    public static async Task SendWindowAsync()
    {
        const int Messages = 4;
        bool[] reported = new bool[Messages + 1];
        var window = new SendWindow(maxMessages: 2, maxBytes: 1_000, (_, _) => { });
        var reports = new List<Task>();
        Task room = Task.CompletedTask;
        for (int i = 0; i < Messages; i++)
        {
            await room;
            SentMessage message = window.Add(bytes: 10, out room);
            Specification.Assert(message.Number == i + 1, "a number is missing");
            reports.Add(Task.Run(() =>
            {
                Volatile.Write(ref reported[message.Number], true);
                window.Remove(message, isAcknowledged: true);
                long acknowledged = window.Acknowledged;
                Specification.Assert(reported.Skip(1).Take((int)acknowledged).All(done => done), $"{acknowledged} is not acknowledged");
            }));
            Specification.Assert(window.InFlight <= 2, "more than the window is in flight");
        }

        await window.WaitUntilEmpty();
        await Task.WhenAll(reports.ToArray());
        Specification.Assert(window is { InFlight: 0, Acknowledged: Messages }, "a report is forgotten");
    }

    /// <summary>Whoever waits for room, or until the window is empty, is woken.</summary>
    public static async Task FlowWindowAsync()
    {
        const int Max = 2;
        var window = new FlowWindow(Max, maxBytes: 1_000);
        var removals = new List<Task>();
        for (int i = 0; i < 2 * Max; i++)
        {
            if (window.IsFull)
                Specification.Assert(window.WaitForRoom(s_forever), "no room");

            window.Add(10);
            Specification.Assert(window.Messages <= Max, "more than the window is in flight");
            removals.Add(Task.Run(() => window.Remove(10)));
        }

        Specification.Assert(window.WaitUntilEmpty(s_forever), "not empty");
        await Task.WhenAll(removals.ToArray());
        Specification.Assert(window is { Messages: 0, IsFull: false }, "a removal is forgotten");
    }

    /// <summary>When a partition is revoked and idle, no work runs, and none starts.</summary>
    public static async Task RevokedPartitionAsync()
    {
        using var partition = new AssignedPartition(new TopicPartition("t", 0));
        bool isGone = false;
        await Actors.RunAsync(
            Work,
            Work,
            () =>
            {
                partition.Revoke();
                Specification.Assert(partition.WaitUntilIdle(DeadlineFor(s_forever)), "not idle");
                Volatile.Write(ref isGone, true);
            });

        void Work()
        {
            if (!partition.TryEnter())
                return;

            Specification.Assert(!Volatile.Read(ref isGone), "work runs in a revoked partition");
            Thread.Yield();
            Specification.Assert(!Volatile.Read(ref isGone), "work runs in a revoked partition");
            partition.Exit();
        }
    }

    /// <summary>
    /// Lanes that handle messages while their partition is revoked: what was handled before is committable, nothing is handled after, and
    /// the room of all messages is free.
    /// </summary>
    public static async Task RevocationAsync()
    {
        const int Messages = 4;
        using var partition = new AssignedPartition(new TopicPartition("t", 0));
        var window = new FlowWindow(Messages, maxBytes: 1_000);
        for (int i = 0; i < Messages; i++)
        {
            window.Add(10);
            partition.AddQueued();
            partition.Offsets.TryAdd(i);
        }

        int handled = 0;
        await Actors.RunAsync(
            () => Lane(0, 2),
            () => Lane(1, 3),
            () =>
            {
                partition.Revoke();
                Specification.Assert(partition.WaitUntilIdle(DeadlineFor(s_forever)), "not idle");
                (int handledBefore, long? committable) = (Volatile.Read(ref handled), partition.Offsets.Committable);
                partition.WaitUntilSettled(DeadlineFor(s_forever));
                Specification.Assert(window.WaitUntilEmpty(s_forever), "the room of a message is not free");
                Specification.Assert(handled == handledBefore, "a message of a revoked partition was handled");
                Specification.Assert(partition.Offsets.Committable == committable, "an offset of a revoked partition was finished");
                Specification.Assert(committable <= handledBefore, "an offset is committable that was not handled");
            });

        // In the order of LaneSet.
        void Lane(params int[] offsets)
        {
            foreach (int offset in offsets)
            {
                if (partition.TryEnter())
                {
                    Interlocked.Increment(ref handled);
                    partition.Offsets.Complete(offset);
                    partition.Exit();
                }

                partition.RemoveQueued();
                window.Remove(10);
            }
        }
    }

    private static long DeadlineFor(TimeSpan timeout) => Environment.TickCount64 + (long)timeout.TotalMilliseconds;
}
