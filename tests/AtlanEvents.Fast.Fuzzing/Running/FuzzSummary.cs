using System.Globalization;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Running;

/// <summary>Writes the summary of a run.</summary>
internal static class FuzzSummary
{
    /// <summary>Writes the summary.</summary>
    /// <param name="writer">The output.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="run">The finished run.</param>
    /// <param name="processorTime">The CPU time of all threads.</param>
    public static void Write(TextWriter writer, int seed, FuzzRun run, TimeSpan processorTime)
    {
        ComparisonCounts counts = run.Counts;
        Write(writer, $"seed        {seed}");
        Write(
            writer,
            $"cases       {run.Cases:N0}: {counts.Lines:N0} lines, {counts.Bytes / 1e6:N1} MB, {EngineChoice.EveryWidth.Count} vector widths");
        double linesPerSecond = counts.Lines / Math.Max(0.001, processorTime.TotalSeconds);
        Write(
            writer,
            $"time        {run.Elapsed.TotalSeconds:N1} s, {processorTime.TotalSeconds:N1} CPU-seconds, {linesPerSecond:N0} lines per CPU-second");
        foreach (IGrouping<LineOutcome, KeyValuePair<LineVerdict, long>> outcome in counts.Verdicts.GroupBy(count => count.Key.Outcome)
            .OrderBy(group => group.Key))
            Write(writer, $"{outcome.Key,-11} {Part(outcome.Sum(count => count.Value), counts.Lines)}{Reasons(outcome)}");

        for (int width = 0; width < EngineChoice.EveryWidth.Count; width++)
        {
            string share = Part(counts.FastLines[width], counts.Lines);
            Write(writer, $"fast path   {share} with {EngineChoice.EveryWidth[width].VectorBits} bits, in memory");
        }

        Write(writer, $"finds       {run.Finds}");
    }

    private static string Part(long lines, long all) => Invariant($"{lines,11:N0} ({100.0 * lines / Math.Max(1, all):N1} %)");

    private static string Reasons(IGrouping<LineOutcome, KeyValuePair<LineVerdict, long>> outcome)
    {
        if (outcome.Key is LineOutcome.Event or LineOutcome.Blank)
            return "";

        return ": " + string.Join(", ", outcome.OrderByDescending(count => count.Value).Select(count => Invariant(
            $"{ReasonOf(count.Key)} {count.Value:N0}")));
    }

    private static string ReasonOf(LineVerdict verdict)
        => verdict.Outcome == LineOutcome.Rejected ? verdict.FaultReason.ToString() : verdict.NotRoutableReason.ToString();

    private static void Write(TextWriter writer, FormattableString line) => writer.WriteLine(Invariant(line));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
