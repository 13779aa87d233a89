using System.Text.Json;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;

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

    private static KeyValuePair<string, long>[] Paths(RunTotals totals) =>
    [
        KeyValuePair.Create("fast", totals.LinesByFastPath),
        KeyValuePair.Create("general", totals.LinesByGeneralPath),
        KeyValuePair.Create("reference", totals.LinesByReferencePath),
    ];
}
