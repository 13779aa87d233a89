using System.Diagnostics;
using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Fuzzing.Minimising;

namespace AtlanEvents.Fast.Fuzzing.Running;

/// <summary>Generates and compares cases up to a limit of time, cases or finds.</summary>
/// <param name="settings">The settings.</param>
/// <param name="read">Reads an input.</param>
/// <param name="report">Receives a message for each find.</param>
internal sealed class FuzzRun(FuzzSettings settings, InputReading read, Action<string> report)
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = new();
    private long _next = -1;
    private long _cases;
    private long _lines;
    private int _finds;

    /// <summary>The elapsed time.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>The number of cases so far.</summary>
    public long Cases => Interlocked.Read(ref _cases);

    /// <summary>The number of lines so far.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>The number of finds so far.</summary>
    public int Finds => Volatile.Read(ref _finds);

    /// <summary>The counts of all comparisons; complete when <see cref="Run"/> has returned.</summary>
    public ComparisonCounts Counts { get; } = new();

    /// <summary>Runs until a limit is reached.</summary>
    public void Run(CancellationToken stop)
    {
        _watch.Start();
        Thread[] threads = [.. Enumerable.Range(0, settings.Threads).Select(_ => new Thread(() => Work(stop)))];
        foreach (Thread thread in threads)
            thread.Start();

        foreach (Thread thread in threads)
            thread.Join();

        _watch.Stop();
    }

    private void Work(CancellationToken stop)
    {
        var comparer = new CaseComparer(read);
        while (!stop.IsCancellationRequested && Finds < settings.MaxFinds
            && (settings.Time < TimeSpan.Zero || _watch.Elapsed < settings.Time))
        {
            long index = Interlocked.Increment(ref _next);
            if (index >= settings.Cases)
                break;

            FuzzCase fuzzed = CaseGenerator.Generate(new CaseId(settings.Seed, index));
            long before = comparer.Counts.Lines;
            if (comparer.Compare(fuzzed.Input, fuzzed.Plan) is Disagreement found)
                Keep(fuzzed, found);

            Interlocked.Increment(ref _cases);
            Interlocked.Add(ref _lines, comparer.Counts.Lines - before);
        }

        lock (_lock)
            Counts.Add(comparer.Counts);
    }

    private void Keep(FuzzCase fuzzed, Disagreement found)
    {
        lock (_lock)
        {
            if (Finds >= settings.MaxFinds)
                return;

            report($"Case {fuzzed.Id} ({fuzzed.Plan}): {found}");
            MinimalFind find = new Minimiser(new CaseComparer(read)).Minimise(fuzzed.Input, fuzzed.Plan, found);
            string path = RegressionFile.Write(
                settings.Output, FormattableString.Invariant($"fuzz-{fuzzed.Id.Seed}-{fuzzed.Id.Index}"), find);
            report($"Minimised to {find.Input.Length} bytes ({find.Plan}): {find.Found}");
            report($"Written to {path}. To replay: dotnet run -c Release --project tests/AtlanEvents.Fast.Fuzzing -- --case {fuzzed.Id}");
            _finds++;
        }
    }
}

/// <summary>The settings of a run.</summary>
internal sealed record FuzzSettings
{
    /// <summary>The seed of all cases.</summary>
    public required int Seed { get; init; }

    /// <summary>The maximum duration.</summary>
    public TimeSpan Time { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The maximum number of cases.</summary>
    public long Cases { get; init; } = long.MaxValue;

    /// <summary>The number of threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The number of finds after which the run stops.</summary>
    public int MaxFinds { get; init; } = 1;

    /// <summary>The folder to which finds are written.</summary>
    public required string Output { get; init; }
}
