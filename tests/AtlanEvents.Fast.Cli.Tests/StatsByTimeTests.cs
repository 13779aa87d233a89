using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary><c>stats --by time</c>, <c>--since</c>, <c>--until</c> and <c>--top</c>; System.Text.Json is the oracle.</summary>
public sealed class StatsByTimeTests : FileTests
{
    [Theory]
    [InlineData("time:1m", 60_000)]
    [InlineData("time:90s", 90_000)]
    [InlineData("time:7ms", 7)]
    public async Task Counts_by_time_are_those_of_the_oracle_with_empty_buckets(string by, long width)
    {
        // Spreads the events out, so that most buckets of 7 ms are empty.
        string mixed = (await Tool.RunAsync("generate", "--mix", "--events", "1500", "--seed", "9")).Output;
        long[] times = TimesOf(mixed);

        ToolResult result = await Tool.RunAsync(mixed, ["stats", "--by", by, "--format", "json"]);

        JsonElement time = result.OutputJson.GetProperty("time");
        JsonElement[] buckets = [.. time.GetProperty("buckets").EnumerateArray()];
        Assert.Equal(width, time.GetProperty("bucketMilliseconds").GetInt64());
        Assert.Equal(times.Min(), Milliseconds(time.GetProperty("first")));
        Assert.Equal(times.Max(), Milliseconds(time.GetProperty("last")));
        Assert.Equal((times.Max() / width) - (times.Min() / width) + 1, buckets.Length);
        for (int bucket = 0; bucket < buckets.Length; bucket++)
        {
            long start = ((times.Min() / width) + bucket) * width;
            long expected = times.Count(each => each >= start && each < start + width);
            Assert.Equal(start, Milliseconds(buckets[bucket].GetProperty("start")));
            Assert.Equal(expected, buckets[bucket].GetProperty("events").GetInt64());
            Assert.Equal(expected, buckets[bucket].GetProperty("kinds").EnumerateObject().Sum(kind => kind.Value.GetInt64()));
        }

        Assert.Equal(width == 7, buckets.Any(bucket => bucket.GetProperty("events").GetInt64() == 0));
    }

    [Fact]
    public async Task The_table_fits_80_columns_and_shows_empty_buckets()
    {
        string lines = Lines(At(0), At(60_000), At(60_001), At(5 * 60_000), Hard);

        ToolResult result = await Tool.RunAsync(lines, ["stats", "--by", "time:1m"]);

        string section = result.Output[result.Output.IndexOf("Time, UTC, by minute", StringComparison.Ordinal)..];
        Assert.Equal(
            """
            Time, UTC, by minute
              1 event without eventTime
              purge             4  ▄█   ▄
              2022-11-07 12:00  1  ████████████████████
              2022-11-07 12:01  2  ████████████████████████████████████████
              2022-11-07 12:02  0
              2022-11-07 12:03  0
              2022-11-07 12:04  0
              2022-11-07 12:05  1  ████████████████████

            """.ReplaceLineEndings("\n"),
            section);

        string dump = (await Tool.RunAsync("generate", "--mix", "--events", "2000")).Output;
        foreach (string by in new[] { "time", "time:100ms", "time:1d" })
            Assert.All((await Tool.RunAsync(dump, ["stats", "--by", by])).OutputLines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("--since", "2022-11-07T12:01:00Z", 3)]
    [InlineData("--since", "2022-11-07 13:01+01:00", 3)]
    [InlineData("--since", "1667822460001", 2)]
    [InlineData("--until", "2022-11-07T12:01:00.001Z", 2)]
    [InlineData("--until", "2022-11-07", 0)]
    [InlineData("--since", "2022-11-07", 4)]
    public async Task A_time_range_includes_its_start_and_excludes_its_end_in_every_command(string option, string value, int expected)
    {
        string lines = Lines(At(0), At(60_000), At(60_001), At(5 * 60_000), Hard);

        ToolResult stats = await Tool.RunAsync(lines, ["stats", option, value, "--format", "json"]);
        ToolResult replay = await Tool.RunAsync(lines, ["replay", option, value]);
        ToolResult audit = await Tool.RunAsync(lines, ["audit", option, value, "--format", "json"]);

        JsonElement range = stats.OutputJson.GetProperty("timeRange");
        Assert.Equal(5, stats.OutputJson.GetProperty("events").GetInt64());
        Assert.Equal(expected, range.GetProperty("events").GetInt64());
        Assert.Equal(4 - expected, range.GetProperty("outside").GetInt64());
        Assert.Equal(1, range.GetProperty("withoutTime").GetInt64());
        Assert.Equal(expected, replay.OutputLines.Length);
        Assert.Equal(expected, audit.OutputJson.GetProperty("deletes").GetInt64());

        // A delete without a time may be one of the range, so an audit cannot ignore it.
        Assert.Contains(
            audit.OutputJson.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("code").GetString() == "no-time" && finding.GetProperty("count").GetInt64() == 1);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("replay")]
    [InlineData("audit")]
    public async Task An_empty_time_range_is_rejected(string command)
    {
        ToolResult result = await Tool.RunAsync(Hard, [command, "--since", "2022-11-08", "--until", "2022-11-08"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("atlan-events: --since must be before --until", result.Error.TrimEnd());
    }

    [Fact]
    public async Task Times_in_any_form_of_message_are_those_of_the_plain_events()
    {
        ToolResult plain = await Tool.RunAsync("generate", "--mix", "--events", "600", "--seed", "4");
        ToolResult forms = await Tool.RunAsync("generate", "--mix", "--events", "600", "--seed", "4", "--every-form");

        string[] arguments = ["stats", "--by", "time:1s", "--top", "message.entity.createdBy", "--format", "json"];
        ToolResult expected = await Tool.RunAsync(plain.OutputBytes, arguments);
        ToolResult found = await Tool.RunAsync(forms.OutputBytes, arguments);

        Assert.Equal(expected.OutputJson.GetProperty("time").GetRawText(), found.OutputJson.GetProperty("time").GetRawText());
        Assert.Equal(expected.OutputJson.GetProperty("top").GetRawText(), found.OutputJson.GetProperty("top").GetRawText());
    }

    [Theory]
    [InlineData("typeName")]
    [InlineData("guid")]
    [InlineData("message.entity.createdBy")]
    [InlineData("message.eventTime")]
    [InlineData("message.entity.isIncomplete")]
    public async Task Top_has_the_most_frequent_values_of_the_oracle(string field)
    {
        string mixed = (await Tool.RunAsync("generate", "--mix", "--events", "800", "--seed", "2")).Output;
        string path = field.Contains('.', StringComparison.Ordinal) ? field : $"message.entity.{field}";
        IEnumerable<string> values = Assets(mixed).Select(line => ValueOf(line, path.Split('.'))).OfType<string>();
        KeyValuePair<string, int>[] expected =
        [
            .. values.CountBy(value => value).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal),
        ];

        ToolResult result = await Tool.RunAsync(mixed, ["stats", "--top", $"{field}:5", "--format", "json"]);

        JsonElement top = Assert.Single(result.OutputJson.GetProperty("top").EnumerateArray());
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Length, top.GetProperty("distinct").GetInt32());
        Assert.Equal(
            expected.Take(5),
            top.GetProperty("counts").EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetInt32())));
    }

    [Fact]
    public async Task Hostile_times_widen_the_buckets()
    {
        string lines = Lines(At(-62_135_596_800_000 - s_noon), At(0), At(253_402_300_799_999 - s_noon), At(long.MaxValue / 2));

        ToolResult result = await Tool.RunAsync(lines, ["stats", "--by", "time:1s", "--format", "json"]);
        ToolResult table = await Tool.RunAsync(lines, ["stats", "--by", "time"]);

        JsonElement time = result.OutputJson.GetProperty("time");
        Assert.Equal(1, time.GetProperty("withoutTime").GetInt64());
        Assert.InRange(time.GetProperty("buckets").GetArrayLength(), 1_000, 10_000);
        Assert.Equal(3, time.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("events").GetInt64()));
        Assert.Equal(0, table.ExitCode);
    }

    [Fact]
    public void TimeCounts_AnyOrderAndDivision_GivesTheSame()
    {
        var random = new Random(3);
        DateTimeOffset[] times =
        [
            .. Enumerable.Range(0, 40_000)
                .Select(_ => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-5_000_000_000, 5_000_000_000))),
        ];
        var whole = new TimeCounts();
        foreach (DateTimeOffset time in times)
            whole.Add(time, EventKind.Update);

        random.Shuffle(times);
        var merged = new TimeCounts();
        foreach (DateTimeOffset[] chunk in times.Chunk(7_000))
        {
            var part = new TimeCounts();
            foreach (DateTimeOffset time in chunk)
                part.Add(time, EventKind.Update);

            merged.Add(part);
        }

        TimeSeries expected = whole.ToSeries(10_000);
        TimeSeries found = merged.ToSeries(10_000);
        Assert.Equal(expected.Width, found.Width);
        Assert.Equal(expected.Totals(), found.Totals());
        Assert.Equal(40_000, found.Totals().Sum());
    }

    private static readonly long s_noon = DateTimeOffset.Parse("2022-11-07T12:00:00Z", null).ToUnixTimeMilliseconds();

    private static string At(long milliseconds) => Hard
        .Replace("}}", $",\"eventTime\":{s_noon + milliseconds}}}}}", StringComparison.Ordinal)
        .Replace("\"guid\":\"g-1\"", $"\"guid\":\"g{milliseconds}\"", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Assets(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => ValueOf(line, ["message", "type"]) == "ENTITY_NOTIFICATION_V2")
        .Where(line => ValueOf(line, ["message", "entity", "guid"]) is not null);

    private static long[] TimesOf(string lines)
        => [.. Assets(lines).Select(line => line.GetProperty("message").GetProperty("eventTime").GetInt64())];

    private static long Milliseconds(JsonElement time) => time.GetDateTimeOffset().ToUnixTimeMilliseconds();

    private static string? ValueOf(JsonElement line, ReadOnlySpan<string> path)
    {
        foreach (string key in path)
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty(key, out line))
                return null;
        }

        return line.ValueKind switch
        {
            JsonValueKind.String => line.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => line.GetRawText(),
            _ => null,
        };
    }
}
