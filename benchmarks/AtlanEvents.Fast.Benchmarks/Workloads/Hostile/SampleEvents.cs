using System.Text.Json.Nodes;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>The asset events of the mixed stream as trees, from which hostile streams are built.</summary>
internal static class SampleEvents
{
    private const int BatchEvents = 500;

    /// <summary>Returns an endless, deterministic sequence of events.</summary>
    /// <param name="dropRate">The probability that an attribute is missing from an event.</param>
    public static IEnumerable<JsonObject> Read(double dropRate)
    {
        for (ulong seed = 1; ; seed++)
        {
            foreach (JsonObject line in ReadBatch(new MixedStreamOptions { Events = BatchEvents, DropRate = dropRate, Seed = seed }))
                yield return line;
        }
    }

    private static List<JsonObject> ReadBatch(MixedStreamOptions options)
    {
        using var output = new MemoryStream();
        MixedStream.Write(output, options);
        List<JsonObject> events = [];
        var lines = new Lines(output.GetBuffer().AsMemory(0, (int)output.Length));
        while (lines.MoveNext())
        {
            JsonObject line = JsonNode.Parse(lines.Current)!.AsObject();
            if (line["message"]?["entity"]?["attributes"] is JsonObject)
                events.Add(line);
        }

        return events;
    }
}
