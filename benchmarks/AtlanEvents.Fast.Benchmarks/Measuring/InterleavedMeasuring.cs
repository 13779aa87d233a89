using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Sinks;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>
/// Measures subjects in interleaved rounds, A B C A B C ..., on one thread, so that a slow phase of the machine affects all alike.
/// </summary>
internal static class InterleavedMeasuring
{
    // Tiered compilation optimises a method after 30 calls, in the background.
    private const int WarmUpCalls = 30;
    private static readonly TimeSpan s_minWarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_maxWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Checks the results, warms up, and measures.</summary>
    /// <exception cref="WrongResultException">A result is wrong.</exception>
    public static IReadOnlyList<Measurement> Measure(IReadOnlyList<Subject> subjects, int rounds)
    {
        foreach (Subject subject in subjects)
        {
            // An earlier measurement must not matter, not even through what an engine learned from it.
            subject.Contender.Reset();
            ValidationProbe.Verify(subject.Contender);
            ResultCheck.Verify(subject.Contender, subject.Workload, subject.Scope);
        }

        foreach (Subject subject in subjects)
            WarmUp(subject);

        return MeasureAgain(subjects, rounds);
    }

    /// <summary>Measures subjects again, without checking and warming up.</summary>
    /// <exception cref="WrongResultException">A result differs from run to run.</exception>
    public static IReadOnlyList<Measurement> MeasureAgain(IReadOnlyList<Subject> subjects, int rounds)
    {
        ContenderResult[] results = [.. subjects.Select(subject => subject.Run())];
        double[][] seconds = [.. subjects.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < subjects.Count; i++)
                seconds[i][round] = Time(subjects[i], results[i]);
        }

        return [.. subjects.Select((subject, i) => new Measurement(subject, seconds[i], results[i].Events))];
    }

    private static void WarmUp(Subject subject)
    {
        long start = Stopwatch.GetTimestamp();
        for (int calls = 1; ; calls++)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed > s_maxWarmUp || (calls >= WarmUpCalls && elapsed > s_minWarmUp))
                return;

            subject.Run();
        }
    }

    private static double Time(Subject subject, ContenderResult expected)
    {
        subject.Prepare();
        long start = Stopwatch.GetTimestamp();
        ContenderResult result = subject.Run();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // The comparison also keeps the JIT from removing the work.
        if (result != expected)
            throw new WrongResultException($"{subject.Contender.Name} returns different results from run to run.");

        return seconds;
    }
}
