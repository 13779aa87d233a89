using System.Diagnostics.Metrics;

namespace AtlanEvents.Fast.Diagnostics;

/// <summary>Reports what a reader or parser has counted to the meter <c>AtlanEvents.Fast</c>.</summary>
/// <remarks>
/// Readers count anyway, so they report from time to time how much the counts have grown. Without a listener, each report costs one check,
/// and each event one more for its operation.
/// </remarks>
/// <param name="counts">The counts; what they contain already is not reported.</param>
internal sealed class ReadMetrics(ReadCounts counts)
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "AtlanEvents.Fast";

    private static readonly Meter s_meter = new(MeterName);

    private static readonly Counter<long> s_lines =
        s_meter.CreateCounter<long>("atlan_events.lines", "{line}", "Lines, by outcome, and by reason if they are not events.");

    private static readonly Counter<long> s_events =
        s_meter.CreateCounter<long>("atlan_events.events", "{event}", "Events, by operation.");

    private static readonly Counter<long> s_bytes =
        s_meter.CreateCounter<long>("atlan_events.bytes", "By", "Bytes of the lines, newlines included.");

    private static readonly Counter<long> s_engineLines =
        s_meter.CreateCounter<long>("atlan_events.engine.lines", "{line}", "Lines that reached the engine, by their path through it.");

    private static readonly OperationType[] s_operations = Enum.GetValues<OperationType>();
    private static readonly LinePath[] s_paths = Enum.GetValues<LinePath>();
    private static readonly NotRoutableReason[] s_notRoutableReasons = Enum.GetValues<NotRoutableReason>();
    private static readonly LineFaultReason[] s_faultReasons = Enum.GetValues<LineFaultReason>();

    private readonly ReadCounts _reported = counts.Copy();

    /// <summary>Whether anybody listens.</summary>
    public static bool IsEnabled => s_lines.Enabled || s_events.Enabled || s_bytes.Enabled || s_engineLines.Enabled;

    /// <summary>The metrics of counts; <see langword="null"/> if nobody listens.</summary>
    /// <param name="current">The metrics of the same counts so far.</param>
    /// <param name="counts">The counts.</param>
    public static ReadMetrics? Refresh(ReadMetrics? current, ReadCounts counts) => IsEnabled ? current ?? new ReadMetrics(counts) : null;

    /// <summary>Reports a line that nobody counts.</summary>
    public static void AddLine(LineVerdict verdict, LinePath? path, OperationType operation, long bytes)
    {
        AddLines(1, verdict.Outcome, verdict.NotRoutableReason, verdict.FaultReason);
        s_bytes.Add(bytes);
        if (verdict.Outcome == LineOutcome.Event)
            s_events.Add(1, Tag("operation", operation));

        if (path is not null)
            s_engineLines.Add(1, Tag("path", path.Value));
    }

    /// <summary>Reports how much the counts have grown.</summary>
    public void Report()
    {
        AddLines(counts.Events - _reported.Events, LineOutcome.Event);
        AddLines(counts.Blank - _reported.Blank, LineOutcome.Blank);
        foreach (NotRoutableReason reason in s_notRoutableReasons)
            AddLines(counts.NotRoutableFor(reason) - _reported.NotRoutableFor(reason), LineOutcome.NotRoutable, reason);

        foreach (LineFaultReason reason in s_faultReasons)
            AddLines(counts.RejectedFor(reason) - _reported.RejectedFor(reason), LineOutcome.Rejected, faultReason: reason);

        foreach (OperationType operation in s_operations)
            Add(s_events, counts.EventsWith(operation) - _reported.EventsWith(operation), Tag("operation", operation));

        foreach (LinePath path in s_paths)
            Add(s_engineLines, counts.LinesBy(path) - _reported.LinesBy(path), Tag("path", path));

        if (counts.Bytes > _reported.Bytes)
            s_bytes.Add(counts.Bytes - _reported.Bytes);

        _reported.CopyFrom(counts);
    }

    private static void AddLines(
        long count,
        LineOutcome outcome,
        NotRoutableReason notRoutableReason = NotRoutableReason.None,
        LineFaultReason faultReason = LineFaultReason.None)
    {
        if (count <= 0)
            return;

        KeyValuePair<string, object?> tag = Tag("outcome", outcome);
        if (outcome == LineOutcome.NotRoutable)
            s_lines.Add(count, tag, Tag("reason", notRoutableReason));
        else if (outcome == LineOutcome.Rejected)
            s_lines.Add(count, tag, Tag("reason", faultReason));
        else
            s_lines.Add(count, tag);
    }

    private static void Add(Counter<long> counter, long count, KeyValuePair<string, object?> tag)
    {
        if (count > 0)
            counter.Add(count, tag);
    }

    // The names of enum members are cached by the runtime.
    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, value.ToString());
}
