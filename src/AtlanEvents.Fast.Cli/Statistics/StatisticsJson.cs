using System.Text.Json;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Writes statistics as a JSON object, for programs. Its members are a contract.</summary>
internal static class StatisticsJson
{
    public static void Write(IBufferWriter<byte> output, EventStatistics statistics, RunTotals totals)
    {
        using (var json = new Utf8JsonWriter(output, JsonMembers.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("inputs", totals.Inputs);
            json.WriteNumber("bytes", totals.Bytes);
            json.WriteNumber("lines", totals.Lines);
            json.WriteNumber("events", totals.Events);
            json.WriteNumber("blank", totals.Blank);
            json.WriteNumber("notRoutable", totals.NotRoutable);
            json.WriteNumber("rejected", totals.Rejected);
            json.WriteCounts("operationType", statistics.OperationType.Sorted());
            json.WriteCounts("typeName", statistics.TypeName.Sorted());
            json.WriteCounts("deleteHandler", statistics.DeleteHandler.Sorted());
            json.WriteCounts("connection", statistics.Connection.Sorted());
            if (statistics.Scenarios is ScenarioCounts scenarios)
                WriteScenarios(json, scenarios);

            if (statistics.Times is TimeCounts times)
                WriteTimes(json, times, TimeTable.SeriesOf(statistics));

            if (statistics.Tops.Count > 0)
                WriteTops(json, statistics.Tops);

            if (!statistics.Options.Times.IsAll)
                WriteRange(json, statistics);

            json.WriteCounts("notRoutableReasons", totals.NotRoutableReasons);
            json.WriteCounts("rejectedReasons", totals.RejectedReasons);
            json.WriteNumber("elapsedSeconds", Math.Round(totals.Elapsed.TotalSeconds, 6));
            json.WriteNumber("bytesPerSecond", Math.Round(totals.BytesPerSecond));
            json.WriteNumber("eventsPerSecond", Math.Round(totals.EventsPerSecond));
            json.WriteString("engine", totals.Engine.ToString().ToLowerInvariant());
            json.WriteNumber("vectorBits", totals.VectorBits);
            json.WriteCounts("paths", Paths(totals));
            json.WriteNumber("unpacked", totals.Unpacked);
            json.WriteNumber("pending", totals.Pending);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteScenarios(Utf8JsonWriter json, ScenarioCounts scenarios)
    {
        json.WriteCounts("scenario", ScenarioStatistics.Scenarios(scenarios));
        json.WriteCounts("scenarioUpdates", ScenarioStatistics.Updates(scenarios));
        json.WriteStartObject("scenarioTags");
        json.WriteCounts(nameof(EventScenario.AssetTagged), ScenarioStatistics.Tags(scenarios, EventScenario.AssetTagged));
        json.WriteCounts(nameof(EventScenario.AssetUntagged), ScenarioStatistics.Tags(scenarios, EventScenario.AssetUntagged));
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, TimeCounts times, TimeSeries series)
    {
        json.WriteStartObject("time");
        json.WriteString("first", times.Count == 0 ? null : Iso(times.First));
        json.WriteString("last", times.Count == 0 ? null : Iso(times.Last));
        json.WriteNumber("withoutTime", times.WithoutTime);
        json.WriteNumber("bucketMilliseconds", series.Width);
        json.WriteStartArray("buckets");
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            long[] counts = series.Buckets[bucket];
            json.WriteStartObject();
            json.WriteString("start", Iso(series.StartOf(bucket)));
            json.WriteNumber("events", counts.Sum());
            json.WriteCounts("kinds", series.Kinds
                .Where(kind => counts[kind.Kind] > 0)
                .Select(kind => KeyValuePair.Create(EventKinds.NameOf(kind.Kind), counts[kind.Kind])));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTops(Utf8JsonWriter json, IReadOnlyList<TopValues> tops)
    {
        json.WriteStartArray("top");
        foreach (TopValues top in tops)
        {
            json.WriteStartObject();
            json.WriteString("field", top.Top.Field.Name);
            json.WriteNumber("distinct", top.Counts.Distinct);
            json.WriteCounts("counts", top.Counts.Sorted().Take(top.Top.Count));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter json, EventStatistics statistics)
    {
        json.WriteStartObject("timeRange");
        json.WriteNumber("events", statistics.Events);
        json.WriteNumber("outside", statistics.OutOfRange - statistics.OutOfRangeWithoutTime);
        json.WriteNumber("withoutTime", statistics.OutOfRangeWithoutTime);
        json.WriteEndObject();
    }

    private static string Iso(long milliseconds)
        => BucketWidth.TimeOf(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static KeyValuePair<string, long>[] Paths(RunTotals totals) =>
    [
        KeyValuePair.Create("fast", totals.LinesByFastPath),
        KeyValuePair.Create("general", totals.LinesByGeneralPath),
        KeyValuePair.Create("reference", totals.LinesByReferencePath),
    ];
}
