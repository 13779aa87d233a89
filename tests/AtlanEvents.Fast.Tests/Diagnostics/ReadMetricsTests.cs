using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Tests.Diagnostics;

/// <summary>Every way to read reports the same lines to the meter.</summary>
[Collection(nameof(Listens))]
public sealed class ReadMetricsTests
{
    private const string Delete = """{"message":{"entity":{"typeName":"Table","guid":"a"},"operationType":"ENTITY_DELETE"}}""";
    private const string Update = """{"message":{"entity":{"typeName":"Table","guid":"b"},"operationType":"ENTITY_UPDATE"}}""";

    private static readonly string[] s_lines =
        [Delete, Update, " ", """{"atlan-webhook":"Hello"}""", "{", Delete, """{"message":{"relationship":{}}}"""];

    private static readonly EventReaderOptions s_options = new() { FaultHandler = static (in _) => { } };

    private static readonly byte[] s_input = Encoding.UTF8.GetBytes(string.Concat(s_lines.Select(line => line + "\n")));

    public static TheoryData<string> Ways => ["stream", "buffer", "partitions", "messages", "lines", "segmented lines", "static"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_way_in_reports_lines_events_bytes_and_paths(string way)
    {
        using var listener = new Listener();
        await ReadAsync(way);

        Assert.Equal(
            [
                "atlan_events.bytes: " + s_input.Length,
                "atlan_events.engine.lines: 6",
                "atlan_events.events EntityDelete: 2",
                "atlan_events.events EntityUpdate: 1",
                "atlan_events.lines Blank: 1",
                "atlan_events.lines Event: 3",
                "atlan_events.lines NotRoutable RelationshipEvent: 1",
                "atlan_events.lines NotRoutable WebhookHandshake: 1",
                "atlan_events.lines Rejected InvalidJson: 1",
            ],
            listener.Measured());
    }

    [Fact]
    public void Nothing_is_no_line()
    {
        using var listener = new Listener();
        using var parser = new EventParser();
        Assert.Equal(LineOutcome.Blank, parser.Parse(default, out _).Outcome);
        Assert.Empty(listener.Measured());
    }

    [Fact]
    public void The_readme_names_every_metric()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "AtlanEvents.Fast", "README.md"));
        Assert.All(
            new[] { "atlan_events.lines", "atlan_events.events", "atlan_events.bytes", "atlan_events.engine.lines" },
            name => Assert.Contains($"| `{name}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listener_that_starts_later_gets_what_is_read_from_then_on()
    {
        using var parser = new MessageParser(s_options);
        parser.Parse(Encoding.UTF8.GetBytes(Delete), 1, out _);
        await using EventReader reader = EventReader.Create(new MemoryStream(s_input), s_options with { BufferSize = 100 });
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));

        using var listener = new Listener();
        parser.Parse(Encoding.UTF8.GetBytes(Update), 2, out _);
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out _))
            {
            }
        }

        Assert.Contains("atlan_events.events EntityDelete: 1", listener.Measured());
        Assert.Contains("atlan_events.events EntityUpdate: 2", listener.Measured());
        Assert.Contains("atlan_events.lines Event: 3", listener.Measured());
    }

    [Fact]
    public async Task A_resumed_reader_reports_only_what_it_reads()
    {
        await using EventReader first = EventReader.Create(new MemoryStream(s_input), s_options);
        Assert.True(await first.ReadAsync());
        Assert.True(first.TryRead(out _));
        ResumePoint point = first.GetResumePoint();
        var rest = new MemoryStream(s_input) { Position = point.ReadFrom };

        using var listener = new Listener();
        await using (EventReader second = EventReader.Resume(rest, point, s_options))
        {
            while (await second.ReadAsync())
            {
                while (second.TryRead(out _))
                {
                }
            }
        }

        Assert.Contains($"atlan_events.bytes: {s_input.Length - point.ByteOffset}", listener.Measured());
        Assert.Contains("atlan_events.lines Event: 2", listener.Measured());
    }

    private static async Task ReadAsync(string way)
    {
        switch (way)
        {
            case "stream":
                await using (EventReader reader = EventReader.Create(new MemoryStream(s_input), s_options with { BufferSize = 50 }))
                {
                    while (await reader.ReadAsync())
                    {
                        while (reader.TryRead(out _))
                        {
                        }
                    }
                }

                break;
            case "buffer":
                foreach (EventView _ in EventParser.Enumerate(s_input, s_options))
                {
                }

                break;
            case "partitions":
                var options = new PartitionOptions { PartitionBytes = 4096, Threads = 2, Lines = s_options };
                PartitionedReader.Create(s_input, options).Read(partition => partition.TryRead(out _), _ => { });
                break;
            case "messages":
                using (var parser = new MessageParser(s_options))
                {
                    for (int i = 0; i < s_lines.Length; i++)
                        parser.Parse(LineAt(i), i + 1, out _);
                }

                break;
            default:
                ParseLines(way);
                break;
        }
    }

    private static void ParseLines(string way)
    {
        using var parser = new EventParser();
        for (int i = 0; i < s_lines.Length; i++)
        {
            byte[] line = LineAt(i);
            if (way == "static")
                _ = EventParser.TryParse(line, out _);
            else if (way == "lines")
                parser.Parse(line, out _);
            else
                parser.Parse(Segment.Join([line.AsMemory(0, line.Length / 2), line.AsMemory(line.Length / 2)]), out _);
        }
    }

    private static byte[] LineAt(int index) => Encoding.UTF8.GetBytes(s_lines[index] + "\n");

    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _sums = new();

        public Listener()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AtlanEvents.Fast")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>(Add);
            _listener.Start();
        }

        public string[] Measured() => [.. _sums.Select(sum => $"{sum.Key}: {sum.Value}").Order(StringComparer.Ordinal)];

        public void Dispose() => _listener.Dispose();

        // Which path a line takes is up to the engine.
        private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            string key = instrument.Name;
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key != "path")
                    key += $" {tag.Value}";
            }

            _sums.AddOrUpdate(key, value, (_, sum) => sum + value);
        }
    }
}

/// <summary>Tests that no other tests may run beside, because all readers of the process report to one meter.</summary>
[CollectionDefinition(nameof(Listens), DisableParallelization = true)]
public sealed class Listens;
