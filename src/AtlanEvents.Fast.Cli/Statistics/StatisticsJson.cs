using System.Text.Encodings.Web;
using System.Text.Json;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Writes statistics as a JSON object, for programs. Its members are a contract.</summary>
internal static class StatisticsJson
{
    public static void Write(IBufferWriter<byte> output, EventStatistics statistics, RunTotals totals)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("inputs", totals.Inputs);
            json.WriteNumber("bytes", totals.Bytes);
            json.WriteNumber("lines", totals.Lines);
            json.WriteNumber("events", totals.Events);
            json.WriteNumber("blank", totals.Blank);
            json.WriteNumber("notRoutable", totals.NotRoutable);
            json.WriteNumber("rejected", totals.Rejected);
            WriteCounts(json, "operationType", statistics.OperationType.Sorted());
            WriteCounts(json, "typeName", statistics.TypeName.Sorted());
            WriteCounts(json, "deleteHandler", statistics.DeleteHandler.Sorted());
            WriteCounts(json, "connection", statistics.Connection.Sorted());
            if (statistics.Scenarios is ScenarioCounts scenarios)
                WriteScenarios(json, scenarios);

            WriteCounts(json, "notRoutableReasons", totals.NotRoutableReasons);
            WriteCounts(json, "rejectedReasons", totals.RejectedReasons);
            json.WriteNumber("elapsedSeconds", Math.Round(totals.Elapsed.TotalSeconds, 6));
            json.WriteNumber("bytesPerSecond", Math.Round(totals.BytesPerSecond));
            json.WriteNumber("eventsPerSecond", Math.Round(totals.EventsPerSecond));
            json.WriteString("engine", totals.Engine.ToString().ToLowerInvariant());
            json.WriteNumber("vectorBits", totals.VectorBits);
            WriteCounts(json, "paths", Paths(totals));
            json.WriteNumber("unpacked", totals.Unpacked);
            json.WriteNumber("pending", totals.Pending);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteScenarios(Utf8JsonWriter json, ScenarioCounts scenarios)
    {
        WriteCounts(json, "scenario", ScenarioStatistics.Scenarios(scenarios));
        WriteCounts(json, "scenarioUpdates", ScenarioStatistics.Updates(scenarios));
        json.WriteStartObject("scenarioTags");
        WriteCounts(json, nameof(EventScenario.AssetTagged), ScenarioStatistics.Tags(scenarios, EventScenario.AssetTagged));
        WriteCounts(json, nameof(EventScenario.AssetUntagged), ScenarioStatistics.Tags(scenarios, EventScenario.AssetUntagged));
        json.WriteEndObject();
    }

    private static KeyValuePair<string, long>[] Paths(RunTotals totals) =>
    [
        KeyValuePair.Create("fast", totals.LinesByFastPath),
        KeyValuePair.Create("general", totals.LinesByGeneralPath),
        KeyValuePair.Create("reference", totals.LinesByReferencePath),
    ];

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach ((string text, long count) in counts)
            json.WriteNumber(text, count);

        json.WriteEndObject();
    }
}
