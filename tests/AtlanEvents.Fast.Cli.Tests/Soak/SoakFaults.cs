namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Disturbs a chain in every way, one after the other.</summary>
internal sealed class SoakFaults(SoakChain chain, SoakEvents events)
{
    /// <summary>The number of different faults.</summary>
    public const int Kinds = 6;

    private const int CatchUp = 1_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_maxCatchUp = TimeSpan.FromSeconds(10);
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

    // With a backlog, a consumer has most in flight, and so most to lose.
    private async Task KillWhileCatchingUpAsync()
    {
        long handled = events.Handled;
        long started = Stopwatch.GetTimestamp();
        while (events.Handled < handled + CatchUp && Stopwatch.GetElapsedTime(started) < s_maxCatchUp)
            await Task.Delay(20);

        chain.ReplaceConsumer();
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
                await KillWhileCatchingUpAsync();
                break;
            case 3:
                // Errors that pass.
                ErrorCode[] errors = [ErrorCode.NotLeaderForPartition, ErrorCode.NotEnoughReplicas, ErrorCode.RequestTimedOut];
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
