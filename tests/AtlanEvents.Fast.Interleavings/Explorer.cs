using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Interleavings;

/// <summary>Runs a scenario again and again, in different interleavings.</summary>
internal static class Explorer
{
    private const int MaxSteps = 5_000;

    // Explored however long they take.
    private const int MinInterleavings = 3;

    // A run that Coyote ends while its threads run freely leaves them behind, and they fail later.
    private const int Unlimited = 0;

    /// <summary>
    /// Explores a number of interleavings with each strategy. Coyote runs one thread at a time, and decides at each lock, atomic operation,
    /// task and access to a field which one continues.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="interleavings">How many to explore.</param>
    /// <param name="output">Receives how many were explored, and the seed.</param>
    /// <param name="maxTime">
    /// How long to explore with each strategy; unlimited by default. A thread gives way to another one at each step, which takes many times
    /// longer on a machine that is busy with other tests.
    /// </param>
    /// <returns>What is wrong in the first one that fails; <see langword="null"/> if none does.</returns>
    public static string? FindBug(Func<Task> scenario, int interleavings, ITestOutputHelper output, TimeSpan? maxTime = null)
    {
        return Find(("random", Configuration.Create().WithRandomStrategy().WithMaxSchedulingSteps(MaxSteps)))
            ?? Find(("priorities", Configuration.Create().WithPrioritizationStrategy().WithMaxSchedulingSteps(MaxSteps)));

        string? Find((string Name, Configuration Settings) strategy)
        {
            TestReport report = Run(scenario, interleavings, strategy, output, maxTime);

            // Otherwise Coyote does not see all that happens. The time decides nothing here.
            Assert.DoesNotContain(report.UncontrolledInvocations, name => !name.EndsWith("get_UtcNow", StringComparison.Ordinal));
            return report.NumOfFoundBugs == 0 ? null : string.Join('\n', report.BugReports);
        }
    }

    /// <summary>Runs threads freely, with random delays at the same places. For code that Coyote cannot control.</summary>
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
        ITestOutputHelper output,
        TimeSpan? maxTime = null)
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
        using (new Timer(_ => engine.Stop(), null, maxTime ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))
            engine.Run();

        TestReport report = engine.TestReport;
        int explored = report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;
        output.WriteLine($"{strategy.Name}, seed {seed}: {explored} interleavings");
        foreach (string bug in report.BugReports)
            output.WriteLine(bug);

        bool isEnough = report.NumOfFoundBugs > 0 || explored >= MinInterleavings || maxTime is null;
        return isEnough ? report : Run(scenario, MinInterleavings, strategy, output);
    }
}
