using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Cli.Receiving.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Benchmarks.Webhooks;

/// <summary>
/// The verb <c>webhook</c>: measures endpoints next to a minimal one, which reads the body and discards it. Server and client share this
/// process and its processors, so only ratios count. Rounds are interleaved.
/// </summary>
internal sealed class WebhookCommand(TextWriter output)
{
    private const string Usage = "webhook [--requests N] [--connections N] [--rounds N] [--output FOLDER]";
    private const int DefaultRequests = 200_000;
    private const int DefaultConnections = 64;
    private const int DefaultRounds = 5;

    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown, or there are no results to extend.</exception>
    public async Task<int> RunAsync(string[] arguments)
    {
        var options = new VerbArguments(arguments, Usage, "--requests", "--connections", "--rounds", "--output");
        int requests = options.Number("--requests", DefaultRequests);
        int connections = options.Number("--connections", DefaultConnections);
        int rounds = options.Number("--rounds", DefaultRounds);

        // Loaded before measuring, so that a wrong folder fails at once.
        var results = options["--output"] is string folder ? new ResultsFolder(folder, output) : null;
        ResultsFile? file = results?.LoadOwn();
        List<WebhookRow> rows = await MeasureAsync(requests, connections, rounds);
        var section = new WebhookSection(ResultsFile.Today, Repository.Commit(), requests, connections, rounds, rows);
        if (file is not null)
            results!.Save(file with { Webhook = section });

        return 0;
    }

    private async Task<List<WebhookRow>> MeasureAsync(int requests, int connections, int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("atlan-events-");
        var settings = new FileSettings { Path = Path.Combine(folder.FullName, "events.ndjson") };
        byte[][] prepared = [.. Prepare()];
        (string Name, Func<Task<Receiver>> Start)[] contenders =
        [
            ("minimal endpoint", Receiver.MinimalAsync),
            ("MapAtlanWebhook, views, handler does nothing", Receiver.ViewsAsync),
            ("MapAtlanWebhook, records, handler does nothing", Receiver.RecordsAsync),
            ("receive to a synced file", () => Receiver.ToAsync(FileDestination.Open(settings, NullLogger.Instance))),
        ];
        var figures = contenders.ToDictionary(contender => contender.Name, _ => new List<(double PerSecond, double Bytes)>());
        for (int round = 0; round <= rounds; round++)
        {
            foreach ((string name, Func<Task<Receiver>> start) in contenders)
            {
                await using Receiver receiver = await start();
                (double PerSecond, double Bytes) figure = await new LoadClient(receiver.Port, prepared, connections).SendAsync(requests);

                // The first round warms up.
                if (round > 0)
                    figures[name].Add(figure);
            }
        }

        folder.Delete(recursive: true);
        return [.. contenders.Select(contender => ToRow(contender.Name, figures[contender.Name], figures[contenders[0].Name]))];
    }

    private WebhookRow ToRow(string name, List<(double PerSecond, double Bytes)> own, List<(double PerSecond, double Bytes)> baseline)
    {
        var row = new WebhookRow(
            name,
            Math.Round(Median(own.Select(figure => figure.PerSecond))),
            Math.Round(Median(own.Select(figure => figure.Bytes))),
            Math.Round(Median(own.Zip(baseline, (one, two) => one.PerSecond / two.PerSecond)), 2));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Contender,-48} {row.RequestsPerSecond,8:N0} requests/s {row.BytesPerRequest,6:0} B/request {row.Ratio,6:0.00}x"));
        return row;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static IEnumerable<byte[]> Prepare()
    {
        ReadOnlyMemory<byte> rest = WorkloadCatalog.Get(WorkloadCatalog.BulkDelete).Memory;
        while (!rest.IsEmpty)
        {
            int length = rest.Span.IndexOf((byte)'\n');
            string start = string.Join(
                "\r\n",
                "POST /atlan HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}"),
                $"x-atlan-signing-secret: {Receiver.Secret}",
                "",
                "");
            yield return [.. Encoding.ASCII.GetBytes(start), .. rest.Span[..length]];
            rest = rest[(length + 1)..];
        }
    }
}
