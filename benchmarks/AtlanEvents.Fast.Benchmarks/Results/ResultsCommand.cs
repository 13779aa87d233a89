using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The verb <c>results</c>: measures every contender with every workload in every scope, and writes a results file.</summary>
internal sealed class ResultsCommand(TextWriter output)
{
    private const int DefaultRounds = 25;

    /// <param name="arguments"><c>--output FOLDER</c>, <c>--rounds N</c>.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown.</exception>
    public int Run(string[] arguments)
    {
        var options = new VerbArguments(arguments, "results [--output FOLDER] [--rounds N]", "--output", "--rounds");
        int rounds = options.Number("--rounds", DefaultRounds);

        // Resolved before measuring, so that a wrong folder fails at once.
        var folder = new ResultsFolder(options["--output"] ?? ResultsFolder.Committed(), output);
        ResultsFile? previous = folder.TryLoadOwn();
        folder.Save(Measure(rounds) with
        {
            Scaling = previous?.Scaling,
            Files = previous?.Files,
            Kafka = previous?.Kafka,
            Webhook = previous?.Webhook,
        });
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
            ResultsFile.Today,
            Repository.Commit(),
            rounds,
            [.. workloads.Select(DescribeWorkload)],
            [.. from scope in Enum.GetValues<Scope>() from workload in workloads from row in Measure(scope, workload, rounds) select row],
            Machine.VectorBits);
    }

    private static WorkloadFacts DescribeWorkload(Workload workload)
        => new(
            workload.Name,
            workload.Length,
            workload.Lines,
            ResultCheck.Expected(workload, Scope.Locate).Events,
            WorkloadCatalog.IsHostile(workload.Name),
            Math.Round(FastPathShare.Measure(workload), 3));

    private IEnumerable<ResultRow> Measure(Scope scope, Workload workload, int rounds)
    {
        Subject[] subjects = [.. ContenderCatalog.For(scope, workload.Name).Select(contender => new Subject(contender, workload, scope))];
        IReadOnlyList<Measurement> measured = InterleavedMeasuring.Measure(subjects, rounds);

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
                RatioToLoop(measurement, measured),
                RatioToInMemory(measurement, measured));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Scope,-12} {row.Workload,-20} {row.Contender,-50} {row.GigabytesPerSecond,7:0.00} GB/s "
                + $"{Figure.Ratio(row.RatioToUtf8JsonReader),7} {row.AllocatedBytesPerEvent,7:0} B/event"));
            yield return row;
        }
    }

    private static double? RatioToLoop(Measurement measurement, IReadOnlyList<Measurement> measured)
        => RatioTo(measured.FirstOrDefault(other => other.Subject.Contender is Utf8JsonReaderLoop), measurement);

    private static double? RatioToInMemory(Measurement measurement, IReadOnlyList<Measurement> measured)
        => measurement.Subject.Contender is LibraryContender { Engine: var engine }
            ? RatioTo(
                measured.FirstOrDefault(other => other.Subject.Contender is InMemory inMemory && inMemory.Engine == engine), measurement)
            : null;

    private static double? RatioTo(Measurement? baseline, Measurement measurement)
        => baseline is null ? null : Math.Round(measurement.RatioTo(baseline), 3);
}
