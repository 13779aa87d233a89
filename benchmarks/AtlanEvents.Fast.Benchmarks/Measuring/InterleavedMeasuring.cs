using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Engines;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>Measures subjects in turns, A B C A B C ..., on one thread, so that what slows the machine slows them alike.</summary>
internal static class InterleavedMeasuring
{
    // Tiered compilation is done with a method after 30 calls, and with its loops after some time in the background.
    private const int WarmUpCalls = 30;
    private static readonly TimeSpan s_shortestWarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Checks every answer, warms up, then measures.</summary>
    /// <exception cref="WrongAnswerException">A subject is not what it says.</exception>
    public static IReadOnlyList<Measurement> Measure(IReadOnlyList<Subject> subjects, int rounds)
    {
        // What was measured before must not matter: not even by what an engine learned of it.
        EnginePool.Clear();
        foreach (Subject subject in subjects)
        {
            ValidationProbe.Verify(subject.Contender);
            AnswerCheck.Verify(subject.Contender, subject.Workload, subject.Scope);
        }

        foreach (Subject subject in subjects)
            WarmUp(subject);

        return MeasureAgain(subjects, rounds);
    }

    /// <summary>Measures subjects that were measured before, and so were checked and are warm.</summary>
    /// <exception cref="WrongAnswerException">A subject gives a different answer each time.</exception>
    public static IReadOnlyList<Measurement> MeasureAgain(IReadOnlyList<Subject> subjects, int rounds)
    {
        Answer[] answers = [.. subjects.Select(subject => subject.Run())];
        double[][] seconds = [.. subjects.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < subjects.Count; i++)
                seconds[i][round] = Time(subjects[i], answers[i]);
        }

        return [.. subjects.Select((subject, i) => new Measurement(subject, seconds[i], answers[i].Events))];
    }

    private static void WarmUp(Subject subject)
    {
        long start = Stopwatch.GetTimestamp();
        for (int calls = 1; ; calls++)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed > s_longestWarmUp || (calls >= WarmUpCalls && elapsed > s_shortestWarmUp))
                return;

            subject.Run();
        }
    }

    private static double Time(Subject subject, Answer expected)
    {
        subject.Prepare();
        long start = Stopwatch.GetTimestamp();
        Answer answer = subject.Run();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // Also keeps the work from being dropped as unused.
        if (answer != expected)
            throw new WrongAnswerException($"{subject.Contender.Name} gives a different answer each time.");

        return seconds;
    }
}
