using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Scaling;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The figures of <c>scaling</c> on a results page.</summary>
internal static class ScalingTable
{
    /// <summary>Writes the section, if there is one.</summary>
    public static void Write(StringBuilder page, ScalingSection? scaling)
    {
        if (scaling is null)
            return;

        page.AppendLine();
        page.AppendLine("## Scaling: longer lines, larger dumps");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{scaling.Contender}; {scaling.Date}; commit {scaling.Commit}. ns/byte is a multiple of that of");
        page.AppendLine("the smallest size; memory is the most that the process had, .NET and the lines themselves included.");
        page.AppendLine();
        page.AppendLine("| | size | GB/s | ns/byte | managed heap MB | working set MB |");
        page.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (ScalingRow row in scaling.Rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.What} | {ByteSize.ToText(row.Size)} | {Figure.ToText(row.GigabytesPerSecond)} | {Figure.Ratio(row.CostToSmallest)} "
                + $"| {row.HeapMegabytes:0.0} | {row.WorkingSetMegabytes:0.0} |");
        }
    }
}
