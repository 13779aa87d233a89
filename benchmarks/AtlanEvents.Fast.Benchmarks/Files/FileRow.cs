using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;

namespace AtlanEvents.Fast.Benchmarks.Files;

/// <summary>The figures of a contender on a file.</summary>
/// <param name="Contender">The contender.</param>
/// <param name="Input">The input.</param>
/// <param name="Threads">The number of threads that it may use.</param>
/// <param name="Seconds">The median time.</param>
/// <param name="GigabytesPerSecond">10^9 bytes per second, decompressed.</param>
/// <param name="TimeToWc">Time per byte, relative to <c>wc -l</c>: the median of the ratios of each round.</param>
internal sealed record FileRow(string Contender, string Input, int Threads, double Seconds, double GigabytesPerSecond, double TimeToWc);

/// <summary>The figures of one run of <c>files</c>. The verb <c>results</c> preserves this part of a results file.</summary>
internal sealed record FilesSection(string Date, string Commit, int Rounds, IReadOnlyList<FileRow> Rows)
{
    /// <summary>The prefix of the names of the tool's rows.</summary>
    public const string Tool = "atlan-events ";

    /// <summary>Writes the section, if the results have one.</summary>
    public static void Write(StringBuilder page, FilesSection? files)
    {
        if (files is null)
            return;

        page.AppendLine();
        page.AppendLine("## Whole files: the tool as a native executable");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{files.Date}; commit {files.Commit}; median of {files.Rounds} interleaved rounds. Times include the start of");
        page.AppendLine("the process, except for DuckDB, which runs within the benchmark. Files are in the page cache.");
        page.AppendLine();
        page.AppendLine("| | input | threads | seconds | GB/s | time per byte to `wc -l` |");
        page.AppendLine("|---|---|---:|---:|---:|---:|");
        foreach (FileRow row in files.Rows)
        {
            string name = row.Contender.StartsWith(Tool, StringComparison.Ordinal) ? $"**{row.Contender}**" : row.Contender;
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {row.Input} | {row.Threads} | {row.Seconds:0.000} | {Figure.ToText(row.GigabytesPerSecond)} "
                + $"| {Figure.Ratio(row.TimeToWc)} |");
        }
    }
}
