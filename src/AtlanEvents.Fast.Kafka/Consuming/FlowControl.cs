using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Pauses partitions while too much is in flight, and resumes them.</summary>
/// <remarks>Belongs to the thread that polls.</remarks>
internal sealed class FlowControl(FlowWindow window, PartitionSet partitions, int maxUncommitted, ILogger log)
{
    // A pause makes the client fetch again what it had fetched, so a short wait is cheaper.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits briefly if the window is full, then pauses or resumes partitions.</summary>
    public void Apply(IConsumer<Ignore, IncomingMessage> client)
    {
        bool isFull = window.IsFull && !window.WaitForRoom(s_patience);
        List<AssignedPartition>? changed = null;
        foreach (AssignedPartition partition in partitions.All)
        {
            if (partition.IsPaused != (isFull || IsTooFarAhead(partition)))
                (changed ??= []).Add(partition);
        }

        if (changed is null)
            return;

        Pause(client, [.. changed.Where(partition => !partition.IsPaused)]);
        Resume(client, [.. changed.Where(partition => partition.IsPaused)]);
    }

    /// <summary>Whether a partition is so far beyond its first unfinished message that reading must wait for that one.</summary>
    private bool IsTooFarAhead(AssignedPartition partition)
    {
        // Resume at half, so that the partition is not paused and resumed all the time.
        int limit = partition.IsPaused ? maxUncommitted / 2 : maxUncommitted;
        return partition.Offsets.Span > limit && !partition.Offsets.IsFirstWaiting;
    }

    private void Pause(IConsumer<Ignore, IncomingMessage> client, AssignedPartition[] paused)
    {
        if (paused.Length == 0)
            return;

        client.Pause(paused.Select(partition => partition.TopicPartition));
        foreach (AssignedPartition partition in paused)
            partition.IsPaused = true;

        Log.Paused(log, paused.Length, window.Messages);
    }

    private static void Resume(IConsumer<Ignore, IncomingMessage> client, AssignedPartition[] resumed)
    {
        if (resumed.Length == 0)
            return;

        client.Resume(resumed.Select(partition => partition.TopicPartition));
        foreach (AssignedPartition partition in resumed)
            partition.IsPaused = false;
    }
}
