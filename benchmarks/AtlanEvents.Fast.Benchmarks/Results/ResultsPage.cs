using System.Globalization;
using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>A results file as a page to read: a summary that can be pasted, then a table for each scope and workload.</summary>
internal static class ResultsPage
{
    public static string Write(ResultsFile results)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"# Results on {results.Processor}");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{results.OperatingSystem}; {results.Runtime}; simdjson {results.Simdjson}; {results.Date}; commit {results.Commit}.");
        page.AppendLine(CultureInfo.InvariantCulture, $"One thread, data in memory, median of {results.Rounds} interleaved rounds. What the columns mean: [benchmarks](../README.md).");
        page.AppendLine();
        foreach (WorkloadFacts workload in results.Workloads)
            page.AppendLine(CultureInfo.InvariantCulture, $"- `{workload.Name}`: {workload.Bytes:N0} bytes, {workload.Lines:N0} lines, {workload.Events:N0} events");

        page.AppendLine();
        page.AppendLine("## Summary: all five fields located");
        page.AppendLine();
        WriteSummary(page, results);

        foreach (IGrouping<(string Scope, string Workload), ResultRow> table in results.Rows.GroupBy(row => (row.Scope, row.Workload)))
        {
            page.AppendLine();
            page.AppendLine(CultureInfo.InvariantCulture, $"## {table.Key.Scope}, {table.Key.Workload}");
            page.AppendLine();
            WriteTable(page, table);
        }

        return page.ToString();
    }

    // A row for each contender, its workloads side by side.
    private static void WriteSummary(StringBuilder page, ResultsFile results)
    {
        IEnumerable<string> names = results.Workloads.Select(workload => workload.Name);
        page.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", names.Select(name => $"{name} GB/s | ratio"))} | B/event | validates the whole line? |");
        page.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(names.Select(_ => "---:|---:|"))}---:|---|");

        foreach (IGrouping<string, ResultRow> contender in results.Rows.Where(row => row.Scope == Scope.Locate.ToText()).GroupBy(row => row.Contender))
        {
            string figures = string.Join(" | ", contender.Select(row => $"{Figure(row.GigabytesPerSecond)} | {Ratio(row)}"));
            string allocated = Bytes(contender.Max(row => row.AllocatedBytesPerEvent));
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Name(contender.Key)} | {figures} | {allocated} | {contender.First().Validates} |");
        }
    }

    private static void WriteTable(StringBuilder page, IEnumerable<ResultRow> rows)
    {
        page.AppendLine("| | GB/s | ns/event | B/event | validates? | ratio to Utf8JsonReader |");
        page.AppendLine("|---|---:|---:|---:|---|---:|");
        foreach (ResultRow row in rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {Name(row.Contender)} | {Figure(row.GigabytesPerSecond)} | {row.NanosecondsPerEvent:0} | {Bytes(row.AllocatedBytesPerEvent)} | {row.Validates} | {Ratio(row)} |");
        }
    }

    private static string Name(string contender)
        => contender.StartsWith("AtlanEvents.Fast", StringComparison.Ordinal) ? $"**{contender}**" : contender;

    private static string Ratio(ResultRow row) => row.RatioToUtf8JsonReader is { } ratio ? $"{Figure(ratio)}x" : "-";

    // Two digits that count.
    private static string Figure(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Bytes(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
