using System.Text.Json;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Writes a report as a JSON object, for programs. Its members are a contract.</summary>
internal static class AuditJson
{
    public static void Write(IBufferWriter<byte> output, AuditReport report)
    {
        Audit audit = report.Audit;
        using (var json = new Utf8JsonWriter(output, JsonMembers.Options))
        {
            json.WriteStartObject();
            json.WriteString("verdict", report.IsClean ? "clean" : "not-clean");
            json.WriteNumber("lines", report.Totals.Lines);
            json.WriteNumber("deletes", audit.Deletes);
            json.WriteNumber("assets", audit.Deleted.Total);
            json.WriteNumber("purged", audit.Purged);
            json.WriteNumber("archived", audit.Archived);
            json.WriteCounts("types", Sorted(audit.Deleted, audit.Types));
            json.WriteStartArray("roots");
            foreach (RootReport root in report.Roots)
                WriteRoot(json, root, audit.Types);

            json.WriteEndArray();
            json.WriteCounts("outside", Sorted(audit.Outside, audit.Types));
            json.WriteCounts("nameless", Sorted(audit.Nameless, audit.Types));
            json.WriteStartArray("findings");
            foreach (Finding finding in report.Findings)
                WriteFinding(json, finding);

            json.WriteEndArray();
            json.WriteNumber("elapsedSeconds", Math.Round(report.Totals.Elapsed.TotalSeconds, 6));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteRoot(Utf8JsonWriter json, RootReport report, TypeNames types)
    {
        AuditRoot root = report.Root;
        json.WriteStartObject();
        json.WriteString("qualifiedName", root.Text);
        json.WriteBoolean("deleted", report.Tree.IsDeleted);
        json.WriteNumber("assets", root.Types.Total);
        json.WriteNumber("purged", root.Purged);
        json.WriteNumber("archived", root.Archived);
        json.WriteStartArray("levels");
        foreach (TypeCounts level in report.Levels)
        {
            json.WriteStartObject();
            foreach ((string type, long count) in Sorted(level, types))
                json.WriteNumber(type, count);

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteNumber("count", finding.Count);
        json.WriteBoolean("allowed", finding.IsAllowed);
        json.WriteStartArray("examples");
        foreach (Example example in finding.Examples.All)
        {
            json.WriteStartObject();
            json.WriteString("input", example.Input);
            json.WriteNumberOrNull("line", example.Line);
            json.WriteString("guid", example.Guid);
            json.WriteString("qualifiedName", example.QualifiedName);
            json.WriteNumberOrNull("children", example.Children);
            json.WriteString("detail", example.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, long>> Sorted(TypeCounts counts, TypeNames types) => counts.Present()
        .Select(entry => KeyValuePair.Create(types[entry.Type], entry.Count))
        .OrderByDescending(entry => entry.Value)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal);
}
