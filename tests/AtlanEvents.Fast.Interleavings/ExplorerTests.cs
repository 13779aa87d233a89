using Microsoft.Coyote.Specifications;
using Xunit.Abstractions;
using Monitor = System.Threading.Monitor;

namespace AtlanEvents.Fast.Interleavings;

/// <summary>Mistakes that must be found, and correct code in which nothing must be.</summary>
public sealed class ExplorerTests(ITestOutputHelper output)
{
    private const int Interleavings = 300;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(3);

    [Fact]
    public void A_lost_update_is_found() => Assert.Contains("lost an update", Find(() => CountAsync(isAtomic: false)), StringComparison.Ordinal);

    [Fact]
    public void An_update_under_a_lock_is_not_lost() => Assert.Null(Find(() => CountAsync(isAtomic: true)));

    [Fact]
    public void A_forgotten_pulse_is_found() => Assert.Contains("Deadlock", Find(() => WaitAsync(pulses: false)), StringComparison.Ordinal);

    [Fact]
    public void A_pulse_wakes_who_waits() => Assert.Null(Find(() => WaitAsync(pulses: true)));

    [Fact]
    public void A_race_without_any_lock_is_found()
        => Assert.Contains("lost an update", Find(CountWithoutLockAsync), StringComparison.Ordinal);

    private static async Task CountAsync(bool isAtomic)
    {
        var gate = new Lock();
        int count = 0;
        await Actors.RunAsync(Add, Add);
        Specification.Assert(count == 2, "lost an update");

        void Add()
        {
            int old;
            lock (gate)
            {
                old = count;
                if (isAtomic)
                    count = old + 1;
            }

            lock (gate)
            {
                if (!isAtomic)
                    count = old + 1;
            }
        }
    }

    private static async Task CountWithoutLockAsync()
    {
        var counter = new Counter();
        await Actors.RunAsync(counter.Add, counter.Add);
        Specification.Assert(counter.Count == 2, "lost an update");
    }

    private static Task WaitAsync(bool pulses)
    {
        object gate = new();
        bool isReady = false;
        return Actors.RunAsync(
            () =>
            {
                lock (gate)
                {
                    while (!isReady)
                        Monitor.Wait(gate);
                }
            },
            () =>
            {
                lock (gate)
                {
                    isReady = true;
                    if (pulses)
                        Monitor.PulseAll(gate);
                }
            });
    }

    private string? Find(Func<Task> scenario) => Explorer.FindBug(scenario, Interleavings, output, s_maxTime);

    private sealed class Counter
    {
        private int _count;

        public int Count => _count;

        public void Add() => _count++;
    }
}
