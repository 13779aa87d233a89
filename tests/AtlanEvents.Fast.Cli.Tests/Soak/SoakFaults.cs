namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Disturbs a chain in every way, one after the other.</summary>
internal sealed class SoakFaults(SoakChain chain)
{
    /// <summary>The number of different faults.</summary>
    public const int Kinds = 6;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(2);

    private int _count;

    /// <summary>How many faults there were.</summary>
    public int Count => Volatile.Read(ref _count);

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;

            await DisturbAsync(_count % Kinds);
            Interlocked.Increment(ref _count);
        }
    }

    private async Task DisturbAsync(int kind)
    {
        switch (kind)
        {
            case 0:
                chain.ReplaceConsumer();
                break;
            case 1:
                await chain.ReplaceReceiverAsync();
                break;
            case 2:
                chain.Cluster.TakeAllDown();
                await Task.Delay(s_outage);
                chain.Cluster.BringAllUp();
                break;
            case 3:
                // Errors that pass.
                ErrorCode[] errors = [ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut, ErrorCode.NotEnoughReplicas];
                chain.Cluster.FailNext(RequestKind.Produce, errors);
                chain.Cluster.FailNext(RequestKind.Fetch, ErrorCode.RequestTimedOut, ErrorCode.NotLeaderForPartition);
                chain.Cluster.FailNext(RequestKind.OffsetCommit, ErrorCode.RequestTimedOut, ErrorCode.NotCoordinatorForGroup);
                break;
            case 4:
                int broker = 1 + (_count / Kinds % 3);
                chain.Cluster.TakeDown(broker);
                await Task.Delay(s_outage);
                chain.Cluster.BringUp(broker);
                break;
            default:
                chain.Cluster.SetLatency(TimeSpan.FromMilliseconds(100));
                await Task.Delay(s_outage);
                chain.Cluster.SetLatency(TimeSpan.Zero);
                break;
        }
    }
}
