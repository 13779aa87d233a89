using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Telemetry;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>The end of a consumer: finishes what is in flight, commits, and leaves the group, all within bounded time.</summary>
internal sealed class GroupExit(LoopSettings settings, MessageDecoder decoder, LaneSet lanes, FlowWindow window, PartitionSet partitions)
{
    private static readonly TimeSpan s_pollTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_leaveTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Ends the consumer and disposes of the client.</summary>
    public void Run(IConsumer<Ignore, IncomingMessage> client)
    {
        decoder.Hold();
        Drain(client);

        // Committing and leaving block for as long as the coordinator does not answer, which can be the whole session. The thread is
        // then left to itself: the group forgets a member that does not poll.
        var leave = Task.Factory.StartNew(
            () => Leave(client),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (!leave.Wait(s_leaveTimeout))
            Log.LeaveTimedOut(settings.Log, s_leaveTimeout);

        decoder.FinishBulkDeletes(all: true);
    }

    /// <summary>Waits for what is queued and being handled. Polls meanwhile, so that the group can rebalance.</summary>
    private void Drain(IConsumer<Ignore, IncomingMessage> client)
    {
        long deadline = Environment.TickCount64 + (long)settings.Options.StopTimeout.TotalMilliseconds;
        while (!window.WaitUntilEmpty(s_pollTime))
        {
            if (Environment.TickCount64 >= deadline)
            {
                Log.StopTimedOut(settings.Log, settings.Options.StopTimeout);
                lanes.Drop();
                partitions.Abandon();
                return;
            }

            Poll(client);
        }
    }

    private void Leave(IConsumer<Ignore, IncomingMessage> client)
    {
        long deadline = Environment.TickCount64 + (long)s_leaveTimeout.TotalMilliseconds;
        try
        {
            partitions.StoreOffsets(client);

            // A commit fails during a rebalance, which ends only if the client is polled.
            while (!partitions.TryCommit(client) && Environment.TickCount64 < deadline)
                Poll(client);

            if (!partitions.AreBrokersDown)
                client.Close();
        }
        catch (KafkaException exception)
        {
            // Everything that was handled since the last commit will be repeated.
            Log.CommitFailed(settings.Log, exception.Error.Code.ToString());
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Serves the client. Messages that it returns are held: their offsets are not finished.</summary>
    private void Poll(IConsumer<Ignore, IncomingMessage> client)
    {
        try
        {
            client.Consume(s_pollTime);
        }
        catch (KafkaException exception)
        {
            Log.ClientError(settings.Log, exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }
}
