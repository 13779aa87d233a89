using System.Globalization;
using System.Text.Json;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Kafka;

/// <summary>
/// The verb <c>kafka</c>: measures consuming and producing, next to Confluent.Kafka alone. Broker and clients share this process and its
/// processors, so only ratios count. Rounds are interleaved.
/// </summary>
internal sealed class KafkaCommand(TextWriter output)
{
    private const string Usage = "kafka [--messages N] [--rounds N] [--output FOLDER]";
    private const string Topic = "events";
    private const int DefaultMessages = 1_000_000;
    private const int DefaultRounds = 5;

    // The mock cluster keeps 5 MB of a partition. Keys do not distribute messages evenly, so half of that is used.
    private const int MaxPartitionBytes = 2_500_000;

    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown, or there are no results to extend.</exception>
    public int Run(string[] arguments)
    {
        var options = new VerbArguments(arguments, Usage, "--messages", "--rounds", "--output");
        int messages = options.Number("--messages", DefaultMessages);
        int rounds = options.Number("--rounds", DefaultRounds);

        // Loaded before measuring, so that a wrong folder fails at once.
        var results = options["--output"] is string folder ? new ResultsFolder(folder, output) : null;
        ResultsFile? file = results?.LoadOwn();
        var section = new KafkaSection(ResultsFile.Today, Repository.Commit(), messages, rounds, Measure(messages, rounds));
        if (file is not null)
            results!.Save(file with { Kafka = section });

        return 0;
    }

    private List<KafkaRow> Measure(int messages, int rounds)
    {
        byte[][] lines = [.. SplitLines(WorkloadCatalog.Get(WorkloadCatalog.BulkDelete))];
        byte[][] keys = [.. lines.Select(GuidOf)];
        int partitions = 1 + (int)((long)messages * lines.Sum(line => line.Length) / lines.Length / MaxPartitionBytes);
        using var topics = new BenchmarkTopics();
        topics.Create(Topic, partitions);
        var production = new Production(topics, lines, keys, messages, partitions);
        production.Produce(Topic);

        var consumption = new Consumption(topics.BootstrapServers, Topic, messages);
        (string Name, Func<KafkaFigure> Measure)[] contenders =
        [
            ("Confluent.Kafka, byte[] values, nothing parsed", () => consumption.Values(static _ => true)),
            ("Confluent.Kafka and Utf8JsonReader", () => consumption.Values(static line => Utf8JsonReaderLoop.IsEvent(line))),
            ("Confluent.Kafka and JsonDocument", () => consumption.Values(HasOperation)),
            ("AtlanEvents.Fast.Kafka, views", () => consumption.Views(consumers: 1)),
            ("AtlanEvents.Fast.Kafka, views, 3 consumers", () => consumption.Views(consumers: 3)),
            ("AtlanEvents.Fast.Kafka, records", consumption.Records),
            ("produce: Confluent.Kafka", production.Bare),
            ("produce: AtlanEvents.Fast.Kafka, values", production.Values),
            ("produce: AtlanEvents.Fast.Kafka, views", production.Views),
        ];
        var figures = contenders.ToDictionary(contender => contender.Name, _ => new List<KafkaFigure>());
        for (int round = 0; round <= rounds; round++)
        {
            foreach ((string name, Func<KafkaFigure> measure) in contenders)
            {
                KafkaFigure figure = measure();

                // The first round warms up.
                if (round > 0)
                    figures[name].Add(figure);
            }
        }

        return [.. contenders.Select(contender => ToRow(contender.Name, figures))];
    }

    private KafkaRow ToRow(string name, Dictionary<string, List<KafkaFigure>> figures)
    {
        bool isProducing = name.StartsWith("produce", StringComparison.Ordinal);
        List<KafkaFigure> baseline = figures.First(figure => figure.Key.StartsWith("produce", StringComparison.Ordinal) == isProducing).Value;
        List<KafkaFigure> own = figures[name];
        var row = new KafkaRow(
            name,
            Math.Round(Median(own.Select(figure => figure.MessagesPerSecond / 1e6)), 3),
            Math.Round(Median(own.Select(figure => figure.BytesPerMessage))),
            Math.Round(Median(own.Zip(baseline, (one, two) => one.MessagesPerSecond / two.MessagesPerSecond)), 2));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Contender,-50} {row.MillionsPerSecond,6:0.00} M messages/s {row.BytesPerMessage,6:0} B/message {row.Ratio,6:0.00}x"));
        return row;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static bool HasOperation(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("message").GetProperty("operationType").ValueEquals("ENTITY_DELETE"u8);
    }

    private static byte[] GuidOf(byte[] line)
        => EventParser.TryParse(line, out EventView view) ? view.Guid.Span.ToArray() : throw new WrongResultException("No event.");

    private static IEnumerable<byte[]> SplitLines(Workload workload)
    {
        ReadOnlyMemory<byte> rest = workload.Memory;
        while (!rest.IsEmpty)
        {
            int length = rest.Span.IndexOf((byte)'\n');
            yield return rest[..length].ToArray();
            rest = rest[(length + 1)..];
        }
    }
}
