using System.Globalization;
using AtlanEvents.Fast.Cli.Tests.Receiving;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>A long run of the whole chain: clients, <c>receive</c>, Kafka, a consumer, a file.</summary>
public sealed class SoakTests(ITestOutputHelper output) : FileTests
{
    private const string SecondsVariable = "ATLAN_EVENTS_SOAK_SECONDS";
    private const int DefaultSeconds = 600;
    private const int Samples = 60;

    // The mock cluster drops what it cannot keep, which would look like a loss.
    private const long MaxLag = 100_000;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_measuring = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_readInterval = TimeSpan.FromMilliseconds(250);

    private readonly SoakEvents _events = new();
    private readonly List<SoakSample> _samples = [];

    private static TimeSpan Duration => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), CultureInfo.InvariantCulture, out int seconds)
            ? seconds
            : DefaultSeconds);

    [ProgramFact("kill"), Trait("Tier", "Slow")]
    public async Task Under_faults_every_acknowledged_event_is_handled_and_memory_and_handles_stay_flat()
    {
        await using SoakChain chain = await SoakChain.StartAsync(Folder, _events);
        var load = new SoakLoad(_events, chain);
        load.Start();
        double maximum = await MeasureMaximumAsync(chain);
        load.SetRate(maximum / 2);
        output.WriteLine($"{Duration.TotalSeconds:N0} s at half of the {maximum:N0} events/s measured at full speed");

        var faults = new SoakFaults(chain, _events);
        using var stop = new CancellationTokenSource();
        Task disturbing = faults.RunAsync(stop.Token);
        await SampleAsync(chain, load, faults, disturbing);
        await stop.CancelAsync();
        await disturbing;
        await load.StopAsync();
        await WaitForLagAsync(chain);
        await chain.StopAsync();

        output.WriteLine(
            $"{_events.Created:N0} events, {_events.Acknowledged:N0} acknowledged, {load.Requests:N0} requests, {load.Failures:N0} of them "
            + $"failed; {_events.Handled:N0} events in the file, {_events.Repeats:N0} repeats; {faults.Count} faults");
        Assert.Empty(_events.FindLost());
        Assert.True(faults.Count >= SoakFaults.Kinds, $"Only {faults.Count} faults: the run is too short.");
        Flatness.AssertFlat("receiver", [.. _samples.Select(sample => sample.Receiver)]);
        Flatness.AssertFlat("consumer", [.. _samples.Select(sample => sample.Consumer)]);
    }

    /// <summary>The events per second that pass through the whole chain while nothing limits the clients.</summary>
    private async Task<double> MeasureMaximumAsync(SoakChain chain)
    {
        await Task.Delay(s_warmUp);
        chain.Read();
        long handled = _events.Handled;
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(s_measuring);
        chain.Read();
        double maximum = (_events.Handled - handled) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Assert.True(maximum > 0, "No event passes through the chain.");
        return maximum;
    }

    private async Task SampleAsync(SoakChain chain, SoakLoad load, SoakFaults faults, Task disturbing)
    {
        output.WriteLine(SoakSample.Header);
        long started = Stopwatch.GetTimestamp();
        TimeSpan last = TimeSpan.Zero;
        long requests = load.Requests;
        while (_samples.Count < Samples)
        {
            await Task.Delay(s_readInterval);
            chain.Read();
            Assert.True(_events.Lag < MaxLag, $"A lag of {_events.Lag:N0} events is more than the mock cluster keeps.");
            await load.CheckAsync();
            if (disturbing.IsFaulted)
                await disturbing;

            TimeSpan now = Stopwatch.GetElapsedTime(started);
            if (now < (_samples.Count + 1) * Duration / Samples)
                continue;

            double rate = (load.Requests - requests) / (now - last).TotalSeconds;
            (last, requests) = (now, load.Requests);
            _samples.Add(chain.Sample(now, rate, faults.Count));
            output.WriteLine($"{_samples[^1]}");
        }
    }

    private async Task WaitForLagAsync(SoakChain chain)
    {
        long started = Stopwatch.GetTimestamp();
        while (_events.Lag > 0 && Stopwatch.GetElapsedTime(started) < RunningReceiver.Deadline)
        {
            await Task.Delay(s_readInterval);
            chain.Read();
        }
    }
}
