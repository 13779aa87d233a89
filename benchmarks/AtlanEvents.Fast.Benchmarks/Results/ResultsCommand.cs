using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The verb <c>results</c>: measures every contender at every workload in every scope, and writes it down.</summary>
internal sealed class ResultsCommand(TextWriter output)
{
    private const int DefaultRounds = 25;

    /// <param name="arguments"><c>--output FOLDER</c>, <c>--rounds N</c>.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is not understood.</exception>
    public int Run(string[] arguments)
    {
        string? folder = null;
        int rounds = DefaultRounds;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string? value = arguments.ElementAtOrDefault(i + 1);
            if (arguments[i] == "--output" && value is not null)
                folder = value;
            else if (arguments[i] == "--rounds" && int.TryParse(value, CultureInfo.InvariantCulture, out rounds) && rounds > 0)
                continue;
            else
                throw new ArgumentException($"'{arguments[i]}' is not understood. Usage: results [--output FOLDER] [--rounds N]");
        }

        // Found out first: it would be a pity to measure and then not to know where to write.
        folder ??= Path.Combine(Repository.Root(), "benchmarks", "results");

        ResultsFile results = Measure(rounds);
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, $"{results.Slug}.json"), results.ToJson());
        Write(Path.Combine(folder, $"{results.Slug}.md"), ResultsPage.Write(results));
        return 0;
    }

    private ResultsFile Measure(int rounds)
    {
        Workload[] workloads = [.. WorkloadCatalog.All.Select(WorkloadCatalog.Get)];
        return new ResultsFile(
            Machine.Processor,
            Machine.OperatingSystem,
            Machine.Runtime,
            SimdjsonBuild.Library?.Version ?? "absent",
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Repository.Commit(),
            rounds,
            [.. workloads.Select(workload => new WorkloadFacts(workload.Name, workload.Length, workload.Lines, AnswerCheck.Expected(workload, Scope.Locate).Events))],
            [.. from scope in Enum.GetValues<Scope>() from workload in workloads from row in Measure(scope, workload, rounds) select row]);
    }

    private IEnumerable<ResultRow> Measure(Scope scope, Workload workload, int rounds)
    {
        Subject[] subjects = [.. ContenderCatalog.For(scope, workload.Name).Select(contender => new Subject(contender, workload, scope))];
        IReadOnlyList<Measurement> measured = InterleavedMeasuring.Measure(subjects, rounds);
        Measurement? baseline = measured.FirstOrDefault(measurement => measurement.Subject.Contender is Utf8JsonReaderLoop);

        foreach (Measurement measurement in measured)
        {
            var row = new ResultRow(
                scope.ToText(),
                workload.Name,
                measurement.Subject.Contender.Name,
                measurement.Subject.Contender.Validates.ToText(),
                Math.Round(measurement.GigabytesPerSecond, 3),
                Math.Round(measurement.NanosecondsPerEvent, 1),
                Math.Round(Allocation.PerEvent(measurement.Subject), 1),
                baseline is null ? null : Math.Round(measurement.RatioTo(baseline), 3));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Scope,-12} {row.Workload,-12} {row.Contender,-42} {row.GigabytesPerSecond,7:0.00} GB/s {row.NanosecondsPerEvent,8:0} ns/event {row.AllocatedBytesPerEvent,7:0} B/event"));
            yield return row;
        }
    }

    private void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        output.WriteLine($"written: {path}");
    }
}
