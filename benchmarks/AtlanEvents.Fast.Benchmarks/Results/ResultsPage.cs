using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Files;
using AtlanEvents.Fast.Benchmarks.Kafka;
using AtlanEvents.Fast.Benchmarks.Scaling;
using AtlanEvents.Fast.Benchmarks.Webhooks;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>
/// Renders a results file as Markdown: a summary, tables by kind of input, hostile input and scaling, then a table for each scope and
/// workload.
/// </summary>
internal static class ResultsPage
{
    // The prefix of the names of its contenders.
    private const string Library = "AtlanEvents.Fast ";

    public static string Write(ResultsFile results)
    {
        var page = new StringBuilder();
        WriteHead(page, results);

        ILookup<bool, string> names = results.Workloads.ToLookup(workload => workload.IsHostile, workload => workload.Name);
        string[] main = [.. names[false]];
        string[] hostile = [.. names[true]];

        WriteHeading(page, "Summary: all five fields located");
        ResultRow[] located = [.. main.SelectMany(results.Located)];
        WriteContenders(page, main, located, row => row.RatioToUtf8JsonReader);

        ResultRow[] waysIn = [.. located.Where(row => row.RatioToInMemory is not null)];
        if (waysIn.Length > 0)
        {
            WriteHeading(page, "Kinds of input, warm and cold");
            page.AppendLine(
                "In memory, the engine learned the workload in the run before. `cold` starts each run with a new engine; creating it and");
            page.AppendLine(
                "learning allocate. The file is in the page cache. The ratio is relative to the same engine in memory.");
            page.AppendLine();
            WriteContenders(page, main, waysIn, row => row.RatioToInMemory);
        }

        if (hostile.Length > 0)
        {
            WriteHeading(page, "Hostile input: all five fields located");
            page.AppendLine("Input that defeats learning and speculation. The ratio is relative to the Utf8JsonReader loop.");
            page.AppendLine();
            WriteHostile(page, results, hostile);
        }

        ScalingTable.Write(page, results.Scaling);
        FilesSection.Write(page, results.Files);
        KafkaSection.Write(page, results.Kafka);
        WebhookSection.Write(page, results.Webhook);

        foreach (IGrouping<(string Scope, string Workload), ResultRow> table in results.Rows
            .Where(row => main.Contains(row.Workload))
            .GroupBy(row => (row.Scope, row.Workload)))
        {
            WriteHeading(page, $"{table.Key.Scope}, {table.Key.Workload}");
            WriteTable(page, table);
        }

        return page.ToString();
    }

    private static void WriteHead(StringBuilder page, ResultsFile results)
    {
        string vectors = results.VectorBits == 0 ? "" : $"; {results.VectorBits}-bit vectors";
        page.AppendLine(CultureInfo.InvariantCulture, $"# Results on {results.Processor}");
        page.AppendLine();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{results.OperatingSystem}; {results.Runtime}{vectors}; simdjson {results.Simdjson}; {results.Date}; "
            + $"commit {results.Commit}.");
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"One thread, data in memory, median of {results.Rounds} interleaved rounds. Columns: see [benchmarks](../README.md).");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"![The summary as a chart]({results.Slug}.png)");
        page.AppendLine();
        foreach (WorkloadFacts workload in results.Workloads)
        {
            string fastPath = workload.FastPathShare is { } share
                ? string.Create(CultureInfo.InvariantCulture, $"; {share * 100:0.#} % fast-path lines") : "";
            page.AppendLine(CultureInfo.InvariantCulture,
                $"- `{workload.Name}`: {workload.Bytes:N0} bytes, {workload.Lines:N0} lines, {workload.Events:N0} events{fastPath}");
        }
    }

    private static void WriteHeading(StringBuilder page, string text)
    {
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"## {text}");
        page.AppendLine();
    }

    // One row per contender, with a column for each workload.
    private static void WriteContenders(StringBuilder page, string[] workloads, IEnumerable<ResultRow> rows, Func<ResultRow, double?> ratio)
    {
        string heads = string.Join(" | ", workloads.Select(name => $"{name} GB/s | ratio"));
        page.AppendLine(CultureInfo.InvariantCulture, $"| | {heads} | B/event | validates the whole line? |");
        page.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(workloads.Select(_ => "---:|---:|"))}---:|---|");

        foreach (IGrouping<string, ResultRow> contender in rows.GroupBy(row => row.Contender))
        {
            string figures = string.Join(
                " | ", contender.Select(row => $"{Figure.ToText(row.GigabytesPerSecond)} | {Figure.Ratio(ratio(row))}"));
            string allocated = Figure.Whole(contender.Max(row => row.AllocatedBytesPerEvent));
            page.AppendLine(
                CultureInfo.InvariantCulture, $"| {Name(contender.Key)} | {figures} | {allocated} | {contender.First().Validates} |");
        }
    }

    // One row per workload, with columns for each contender, the loop last.
    private static void WriteHostile(StringBuilder page, ResultsFile results, string[] workloads)
    {
        string[] engines =
        [
            .. results.Located(workloads[0]).Select(row => row.Contender).Where(name => name != Utf8JsonReaderLoop.Title)
                .Order(StringComparer.Ordinal),
        ];
        string heads = string.Join(
            " | ", engines.Select(name => $"{name.Replace(Library, "", StringComparison.Ordinal)} GB/s | ratio | B/event"));
        page.AppendLine(CultureInfo.InvariantCulture, $"| | {heads} | {Utf8JsonReaderLoop.Title} GB/s |");
        page.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(engines.Select(_ => "---:|---:|---:|"))}---:|");

        foreach (string workload in workloads)
        {
            var rows = results.Located(workload).ToDictionary(row => row.Contender);
            string figures = string.Join(" | ", engines.Select(name => rows[name]).Select(row =>
                $"{Figure.ToText(row.GigabytesPerSecond)} | {Figure.Ratio(row.RatioToUtf8JsonReader)} "
                + $"| {Figure.Whole(row.AllocatedBytesPerEvent)}"));
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {workload} | {figures} | {Figure.ToText(rows[Utf8JsonReaderLoop.Title].GigabytesPerSecond)} |");
        }

        page.AppendLine();
        string labels = string.Join("; ", results.Located(workloads[0]).Select(row => $"{row.Contender}: {row.Validates}"));
        page.AppendLine(CultureInfo.InvariantCulture, $"Validates the whole line? {labels}.");
    }

    private static void WriteTable(StringBuilder page, IEnumerable<ResultRow> rows)
    {
        page.AppendLine("| | GB/s | ns/event | B/event | validates? | ratio to Utf8JsonReader |");
        page.AppendLine("|---|---:|---:|---:|---|---:|");
        foreach (ResultRow row in rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {Name(row.Contender)} | {Figure.ToText(row.GigabytesPerSecond)} | {Figure.Whole(row.NanosecondsPerEvent)} "
                + $"| {Figure.Whole(row.AllocatedBytesPerEvent)} | {row.Validates} | {Figure.Ratio(row.RatioToUtf8JsonReader)} |");
        }
    }

    private static string Name(string contender)
        => contender.StartsWith(Library, StringComparison.Ordinal) ? $"**{contender}**" : contender;
}

/// <summary>Renders the figures of <c>scaling</c>.</summary>
internal static class ScalingTable
{
    /// <summary>Writes the section, if the results have one.</summary>
    public static void Write(StringBuilder page, ScalingSection? scaling)
    {
        if (scaling is null)
            return;

        page.AppendLine();
        page.AppendLine("## Scaling: longer lines, larger dumps, more threads");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture,
            $"{scaling.Contender}; {scaling.Date}; commit {scaling.Commit}. ns/byte is relative to");
        page.AppendLine("the smallest size. Memory is the peak of the process, including .NET and the lines. Threads read a file in the");
        page.AppendLine("page cache, in partitions.");
        page.AppendLine();
        page.AppendLine("| | size | GB/s | ns/byte | managed heap MB | working set MB |");
        page.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (ScalingRow row in scaling.Rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.What} | {row.SizeText} | {Figure.ToText(row.GigabytesPerSecond)} "
                + $"| {Figure.Ratio(row.CostToSmallest)} | {row.HeapMegabytes:0.0} | {row.WorkingSetMegabytes:0.0} |");
        }
    }
}
