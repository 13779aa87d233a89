using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>
/// The verb <c>scaling</c>: measures whether the time per byte and the memory stay constant as lines and dumps grow, and what threads gain.
/// </summary>
internal sealed class ScalingCommand(TextWriter output)
{
    private const string Usage = "scaling [--max-bytes N] [--output FOLDER]";
    private const EventEngine Engine = EventEngine.Fast;
    private const long DefaultMaxBytes = 1_000_000_000;

    // For lines of every length, the stream has the same length, and its repeated block exceeds the first-level cache.
    private const long StreamLength = 64_000_000;
    private const int BlockLength = 1_000_000;

    private static readonly int[] s_lineLengths = [100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] s_threads = [1, 2, 4, 8];
    private static readonly long[] s_dumpLengths = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000];

    /// <param name="arguments">
    /// <c>--max-bytes N</c>, the largest dump; <c>--output FOLDER</c>, the results to extend.
    /// </param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown, or there are no results to extend.</exception>
    public int Run(string[] arguments)
    {
        var options = new VerbArguments(arguments, Usage, "--max-bytes", "--output");
        long maxBytes = options.Number("--max-bytes", DefaultMaxBytes);

        // Loaded before measuring, so that a wrong folder fails at once.
        var results = options["--output"] is string folder ? new ResultsFolder(folder, output) : null;
        ResultsFile? file = results?.LoadOwn();

        ScalingSection section = Measure(maxBytes);
        if (file is not null)
            results!.Save(file with { Scaling = section });

        return 0;
    }

    private ScalingSection Measure(long maxBytes)
    {
        var measuring = new ScalingMeasuring(new EventReaderOptions { Engine = Engine });
        Workload dump = WorkloadCatalog.Get(WorkloadCatalog.BulkDelete);
        ReadOnlyMemory<byte> block = dump.First((int)((long)dump.Lines * BlockLength / dump.Length)).Memory;

        List<ScalingRow> rows = [];
        foreach (int length in s_lineLengths)
            Add(rows,
                measuring.Measure(ScalingRow.Lines, length, SizedLines.Create(length, BlockLength), Math.Min(maxBytes, StreamLength)));

        foreach (long length in s_dumpLengths.Where(length => length <= maxBytes))
            Add(rows, measuring.Measure(ScalingRow.Dumps, length, block, length));

        string file = WriteDump(block, Math.Min(maxBytes, DefaultMaxBytes));
        try
        {
            foreach (int threads in s_threads)
                Add(rows, measuring.MeasureThreads(file, threads));
        }
        finally
        {
            File.Delete(file);
        }

        return new ScalingSection(OverPipe.NameOf(Engine), ResultsFile.Today, Repository.Commit(), rows);
    }

    private static string WriteDump(ReadOnlyMemory<byte> block, long length)
    {
        string path = Path.Combine(Path.GetTempPath(), $"atlan-events-{Guid.NewGuid():n}.ndjson");
        using FileStream file = File.Create(path);
        for (long written = 0; written < length; written += block.Length)
            file.Write(block.Span);

        return path;
    }

    private void Add(List<ScalingRow> rows, ScalingRow row)
    {
        ScalingRow smallest = rows.Find(other => other.What == row.What) ?? row;
        row = row with { CostToSmallest = Math.Round(smallest.GigabytesPerSecond / row.GigabytesPerSecond, 2) };
        rows.Add(row);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.What,-6} {row.SizeText,7} {row.GigabytesPerSecond,7:0.00} GB/s  ns/byte {row.CostToSmallest,5:0.00}x"
            + $"  heap {row.HeapMegabytes,7:0.0} MB  working set {row.WorkingSetMegabytes,7:0.0} MB"));
    }
}
