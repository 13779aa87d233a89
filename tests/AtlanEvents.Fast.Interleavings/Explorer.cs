using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Interleavings;

/// <summary>Runs a scenario again and again, in different interleavings.</summary>
internal static class Explorer
{
    private const int MaxSteps = 5_000;

    // A thread gives way to another one at each step. On a machine that is busy with other tests, that takes many times longer.
    private const int Few = 300;
    private const int MinInterleavings = 3;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(3);

    // A run that Coyote ends while its threads run freely leaves them behind, and they fail later.
    private const int Unlimited = 0;

    /// <summary>
    /// Explores a number of interleavings with each strategy. Coyote runs one thread at a time, and decides at each lock, atomic operation,
    /// task and access to a field which one continues.
    /// </summary>
    /// <returns>What is wrong in the first one that fails; <see langword="null"/> if none does.</returns>
    public static string? FindBug(Func<Task> scenario, int interleavings, ITestOutputHelper output)
    {
        return Find(("random", Configuration.Create().WithRandomStrategy().WithMaxSchedulingSteps(MaxSteps)))
            ?? Find(("priorities", Configuration.Create().WithPrioritizationStrategy().WithMaxSchedulingSteps(MaxSteps)));

        string? Find((string Name, Configuration Settings) strategy)
        {
            TestReport report = Run(scenario, interleavings, strategy, output);

            // Otherwise Coyote does not see all that happens. The time decides nothing here.
            Assert.DoesNotContain(report.UncontrolledInvocations, name => !name.EndsWith("get_UtcNow", StringComparison.Ordinal));
            return report.NumOfFoundBugs == 0 ? null : string.Join('\n', report.BugReports);
        }
    }

    /// <summary>Runs threads freely, with random delays at the same places. For code that Coyote cannot control.</summary>
    /// <inheritdoc cref="FindBug"/>
    public static string? FindBugWithDelays(Func<Task> scenario, int runs, ITestOutputHelper output)
    {
        Configuration settings = Configuration.Create().WithSystematicFuzzingEnabled().WithMaxSchedulingSteps(Unlimited);
        TestReport report = Run(scenario, runs, ("delays", settings), output);
        return report.NumOfFoundBugs == 0 ? null : string.Join('\n', report.BugReports);
    }

    private static TestReport Run(
        Func<Task> scenario,
        int interleavings,
        (string Name, Configuration Settings) strategy,
        ITestOutputHelper output)
    {
        uint seed = (uint)Environment.TickCount;
        Configuration settings = strategy.Settings
            .WithTestingIterations((uint)interleavings)
            .WithRandomGeneratorSeed(seed)
            .WithMemoryAccessRaceCheckingEnabled(true)
            .WithPartiallyControlledDataNondeterminismAllowed(true)
            .WithTelemetryEnabled(false)
            .WithConsoleLoggingEnabled(false);
        using var engine = TestingEngine.Create(settings, scenario);
        TimeSpan maxTime = interleavings is > MinInterleavings and <= Few ? s_maxTime : Timeout.InfiniteTimeSpan;
        using (new Timer(_ => engine.Stop(), null, maxTime, Timeout.InfiniteTimeSpan))
            engine.Run();

        TestReport report = engine.TestReport;
        int explored = report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;
        output.WriteLine($"{strategy.Name}, seed {seed}: {explored} interleavings");
        foreach (string bug in report.BugReports)
            output.WriteLine(bug);

        // So few may not fit into the time.
        return report.NumOfFoundBugs == 0 && explored < MinInterleavings ? Run(scenario, MinInterleavings, strategy, output) : report;
    }
}
