using System.Diagnostics;
using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Benchmarks.Delivery;

/// <summary>
/// The verb <c>delivery</c>: measures the cost of a replay. A replay to a file is compared with <c>stats</c> over the same dump and, for
/// the format raw, with copying the file; a replay to a receiver on this machine with requests by hand. The result is the median ratio of
/// interleaved rounds.
/// </summary>
internal sealed class DeliveryCommand(TextWriter output) : IDisposable
{
    private const int Rounds = 9;
    private const int Copies = 20;
    private const int Concurrency = 8;

    private readonly StopSignal _stop = new();

    public void Dispose() => _stop.Dispose();

    /// <returns>The exit code: 1 if a replay to a file is less than half as fast as its baseline, otherwise 0.</returns>
    public async Task<int> RunAsync()
    {
        // In memory if possible: pending disk writes of one round would slow down the next.
        const string Memory = "/dev/shm";
        string folder = Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory("atlan-events-").FullName;
        try
        {
            bool isFast = await MeasureFilesAsync(folder).ConfigureAwait(false);
            await MeasureReceiverAsync().ConfigureAwait(false);
            return isFast ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<bool> MeasureFilesAsync(string folder)
    {
        const double Floor = 0.5;
        string dump = Path.Combine(folder, "dump.ndjson");
        byte[] bytes = WorkloadCatalog.Get(WorkloadCatalog.BulkDelete).Bytes.ToArray();
        await using (FileStream file = File.Create(dump))
        {
            for (int i = 0; i < Copies; i++)
                await file.WriteAsync(bytes).ConfigureAwait(false);
        }

        bool isFast = true;
        foreach (string format in new[] { "fields", "csv", "raw" })
        {
            string copy = Path.Combine(folder, "out");
            (double ratio, _, _) = await CompareAsync(() => ReplayToFileAsync(dump, format, copy), () => CountAsync(dump))
                .ConfigureAwait(false);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"to a file, {format,-8} {ratio:0.00}x the speed of stats{(format == "raw" ? "" : $"  (floor {Floor:0.00}x)")}"));
            if (format != "raw")
            {
                isFast &= ratio >= Floor;
                continue;
            }

            // raw writes as many bytes as it reads, so copying the file is the upper limit.
            (ratio, _, _) = await CompareAsync(() => ReplayToFileAsync(dump, format, copy), () => CopyAsync(dump, copy))
                .ConfigureAwait(false);
            isFast &= ratio >= Floor;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"                    {ratio:0.00}x the speed of copying the file  (floor {Floor:0.00}x)"));
        }

        return isFast;
    }

    private async Task MeasureReceiverAsync()
    {
        using var receiver = new LoopbackReceiver();
        var address = new Uri(receiver.Url);
        byte[] input = WorkloadCatalog.Get(WorkloadCatalog.BulkDelete).Bytes.ToArray();
        byte[][] lines =
            [.. Encoding.UTF8.GetString(input).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
        (double ratio, long ours, long bare) = await CompareAsync(
            () => ReplayToReceiverAsync(address, input),
            () => BareSender.SendAsync(address, lines, Concurrency)).ConfigureAwait(false);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"to a receiver     {ratio:0.00}x the speed of HttpClient by hand; "
            + $"{ours / lines.Length:N0} bytes allocated per event, by hand {bare / lines.Length:N0}"));
    }

    /// <returns>The median ratio of the speeds, and the bytes that each allocates.</returns>
    private static async Task<(double Ratio, long OneBytes, long OtherBytes)> CompareAsync(Func<Task> one, Func<Task> other)
    {
        var ratios = new List<double>();
        (long oneBytes, long otherBytes) = (long.MaxValue, long.MaxValue);
        for (int round = 0; round <= Rounds; round++)
        {
            (TimeSpan oneTime, long bytes) = await MeasureAsync(one).ConfigureAwait(false);
            oneBytes = Math.Min(oneBytes, bytes);
            (TimeSpan otherTime, bytes) = await MeasureAsync(other).ConfigureAwait(false);
            otherBytes = Math.Min(otherBytes, bytes);

            // The first round warms up.
            if (round > 0)
                ratios.Add(otherTime / oneTime);
        }

        return (ratios.Order().ElementAt(Rounds / 2), oneBytes, otherBytes);
    }

    private static async Task<(TimeSpan Time, long Bytes)> MeasureAsync(Func<Task> work)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await work().ConfigureAwait(false);
        return (Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private Task CountAsync(string dump)
        => PumpAsync(dump, (settings, rejected) => new EventPump(settings, rejected, new EventStatistics()).RunAsync(_stop));

    private static async Task CopyAsync(string from, string to)
    {
        const int BufferSize = 256 * 1024;
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await source.CopyToAsync(target, BufferSize).ConfigureAwait(false);
    }

    private Task ReplayToFileAsync(string dump, string format, string path) => PumpAsync(dump, async (settings, rejected) =>
    {
        await using var sink = new StreamSink(OutputWriter.CreateFile(path), EventFormats.Create(format), path);
        var selection = new EventSelection(new SelectionOptions());
        using var replay = new Replay(sink, selection);
        return await new EventPump(settings, rejected, replay).RunAsync(_stop).ConfigureAwait(false);
    });

    private static async Task PumpAsync(string dump, Func<PumpSettings, RejectedLines, Task<RunResult>> run)
    {
        var settings = new PumpSettings { Inputs = [dump] };
        using var rejected = new RejectedLines(new DeadLetterSettings());
        RunResult result = await run(settings, rejected).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"exit code {result.ExitCode}");
    }

    private static async Task ReplayToReceiverAsync(Uri address, byte[] input)
    {
        using var rejected = new RejectedLines(new DeadLetterSettings());
        await using var sink = new HttpSink(new HttpSinkSettings { Address = address, Concurrency = Concurrency, IsQuiet = true }, rejected);
        await using EventReader reader = EventReader.Create(new MemoryStream(input));
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out EventView view))
                sink.Accept(view, new EventPosition("memory", view.LineNumber, view.ByteOffset));

            await sink.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await sink.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
