using System.Globalization;
using System.IO.Compression;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Scaling;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Files;

/// <summary>
/// The verb <c>files</c>: measures the tool as an executable on large files, next to <c>wc</c>, <c>gzip</c>, <c>jq</c> and DuckDB. Rounds
/// are interleaved, so that a slow phase of the machine affects all alike.
/// </summary>
internal sealed class FilesCommand(TextWriter output)
{
    private const string Usage = "files --tool EXECUTABLE [--rounds N] [--output FOLDER]";
    private const int DefaultRounds = 7;

    // A dump of 1.1 GB, and two halves of it, compressed. jq takes half a minute for as much, so it gets a tenth.
    private const int Columns = 1_500_000;
    private const int Part = 10;
    private const ulong Seed = 20261127;

    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown, or there are no results to extend.</exception>
    public int Run(string[] arguments)
    {
        var options = new VerbArguments(arguments, Usage, "--tool", "--rounds", "--output");
        int rounds = options.Number("--rounds", DefaultRounds);
        if (options["--tool"] is not string tool || !File.Exists(tool))
            throw new ArgumentException($"The executable of the tool is missing. Usage: {Usage}");

        // Loaded before measuring, so that a wrong folder fails at once.
        var results = options["--output"] is string folder ? new ResultsFolder(folder, output) : null;
        ResultsFile? file = results?.LoadOwn();
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("atlan-events-");
        try
        {
            var section = new FilesSection(ResultsFile.Today, Repository.Commit(), rounds, Measure(Create(tool, temporary.FullName), rounds));
            if (file is not null)
                results!.Save(file with { Files = section });
        }
        finally
        {
            temporary.Delete(recursive: true);
        }

        return 0;
    }

    private static List<FileContender> Create(string tool, string folder)
    {
        (string one, long bytes, long events) = WriteDump(Path.Combine(folder, "dump.ndjson"), Columns, Seed);
        (string tenth, long tenthBytes, long tenthEvents) = WriteDump(Path.Combine(folder, "tenth.ndjson"), Columns / Part, Seed + 1);
        (string half, long halfBytes, long halfEvents) = WriteDump(Path.Combine(folder, "half.ndjson"), Columns / 2, Seed + 2);
        string[] halves = [Compress(half, half + ".1.gz"), Compress(half, half + ".2.gz")];
        File.Delete(half);

        int cores = Environment.ProcessorCount;
        string size = ByteSize.ToText(bytes);
        string halfSize = ByteSize.ToText(halfBytes) + ", gzip";
        const string Fields = "[.message.operationType, .message.entity.typeName, .message.entity.deleteHandler]";
        List<FileContender> contenders =
        [
            FileContender.OfProcess("wc -l", size, bytes, 1, $"{events}", "wc", "-l", one),
            Stats("stats", size, bytes, 1, events, one),
            Stats("stats", size, bytes, cores, events, one),
            Audit(1),
            Audit(cores),
            Replay("fields", 1),
            Replay("fields", cores),
            Replay("raw", cores),
            DuckDb(size, bytes, 1, events, one),
            DuckDb(size, bytes, cores, events, one),
            FileContender.OfProcess(
                "jq", ByteSize.ToText(tenthBytes), tenthBytes, 1, $"{tenthEvents}\n",
                "jq", "-n", $"reduce (inputs | {Fields} | join(\"/\")) as $key ({{}}; .[$key] += 1) | add", tenth),
            FileContender.OfProcess("gzip -dc", halfSize, halfBytes, 1, "", "sh", "-c", $"gzip -dc '{halves[0]}' > /dev/null"),
            Stats("stats", halfSize, halfBytes, 1, halfEvents, halves[0]),
            Stats("stats of two files", $"2 x {halfSize}", 2 * halfBytes, 1, 2 * halfEvents, halves),
            Stats("stats of two files", $"2 x {halfSize}", 2 * halfBytes, cores, 2 * halfEvents, halves),
            DuckDb(halfSize, halfBytes, cores, halfEvents, halves[0]),
        ];
        return [.. contenders.DistinctBy(contender => (contender.Name, contender.Input, contender.Threads))];

        FileContender Stats(string name, string input, long length, int threads, long expected, params string[] files)
            => FileContender.OfProcess(
                FilesSection.Tool + name, input, length, threads, $"\"events\":{expected},",
                [tool, "stats", "--format", "json", "--threads", $"{threads}", .. files]);

        FileContender Audit(int threads)
            => FileContender.OfProcess(
                FilesSection.Tool + "audit", size, bytes, threads, $"\"assets\":{events},",
                tool, "audit", "--format", "json", "--threads", $"{threads}", one);

        FileContender Replay(string format, int threads)
            => FileContender.OfProcess(
                FilesSection.Tool + "replay --format " + format, size, bytes, threads, "",
                tool, "replay", "-q", "--to", "/dev/null", "--format", format, "--threads", $"{threads}", one);

        static FileContender DuckDb(string input, long length, int threads, long expected, string path)
            => new("DuckDB, read_ndjson and GROUP BY", input, length, threads, () => DuckDbQuery.Run(path, threads, expected));
    }

    private static (string Path, long Bytes, long Events) WriteDump(string path, int columns, ulong seed)
    {
        var options = new BulkDeleteOptions { Columns = columns, Tables = columns / 30, Seed = seed };
        using FileStream file = File.Create(path);
        BulkDeleteDump.Write(file, options);
        return (path, file.Length, 1L + options.Databases + options.Schemas + options.Tables + options.Columns);
    }

    private static string Compress(string path, string compressed)
    {
        using FileStream input = File.OpenRead(path);
        using var gzip = new GZipStream(File.Create(compressed), CompressionLevel.Optimal);
        input.CopyTo(gzip);
        return compressed;
    }

    private List<FileRow> Measure(List<FileContender> contenders, int rounds)
    {
        // The first run brings the files into the page cache.
        double[][] seconds = [.. contenders.Select(_ => new double[rounds])];
        foreach (FileContender contender in contenders)
            contender.Run();

        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
                seconds[i][round] = contenders[i].Run().TotalSeconds;
        }

        List<FileRow> rows = [];
        for (int i = 0; i < contenders.Count; i++)
        {
            FileContender contender = contenders[i];
            double median = seconds[i].Order().ElementAt(rounds / 2);
            double ratio = seconds[i].Zip(seconds[0], (own, first) => own / first).Order().ElementAt(rounds / 2);
            double scale = (double)contenders[0].Bytes / contender.Bytes;
            var row = new FileRow(
                contender.Name,
                contender.Input,
                contender.Threads,
                Math.Round(median, 4),
                Math.Round(contender.Bytes / median / 1e9, 3),
                Math.Round(ratio * scale, 2));
            rows.Add(row);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Contender,-40} {row.Input,-18} {row.Threads,3} threads {row.Seconds,8:0.000} s {row.GigabytesPerSecond,7:0.00} GB/s"
                + $"  {row.TimeToWc,6:0.00}x wc"));
        }

        return rows;
    }
}
