using AtlanEvents.Fast.Cli.Auditing.Collecting;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.HtmlReports.Collecting;

/// <summary>What a report needs of a stretch of events.</summary>
/// <param name="audit">What the audit needs.</param>
/// <param name="statistics">What the statistics need.</param>
/// <param name="details">What neither has.</param>
internal sealed class ReportPart(AuditPart audit, EventStatistics statistics, ReportDetails details) : IEventPart
{
    public AuditPart Audit => audit;

    public EventStatistics Statistics => statistics;

    public ReportDetails Details => details;

    public long Bytes => audit.Bytes + ((IEventPart)statistics).Bytes + details.Bytes;

    public void Consume(in EventView view, in EventPosition position)
    {
        audit.Consume(view, position);
        DateTimeOffset? time = view.TryGetEventTime(out DateTimeOffset known) ? known : null;
        EventKind kind = EventKinds.Of(view);
        statistics.Consume(view, time, kind);
        details.Consume(view, time, kind);
    }
}

/// <summary>What a report has in addition to audit and statistics: when and by whom, and scenarios.</summary>
/// <param name="scopes">The names that are audited.</param>
/// <param name="times">The times that are audited.</param>
/// <param name="isPart">Whether these are the details of a stretch.</param>
internal sealed class ReportDetails(AuditScopes scopes, TimeRange times, bool isPart = false)
{
    public DeleteCounts Purges { get; } = new(isPart);

    public DeleteCounts Archives { get; } = new(isPart);

    /// <summary>Deletes with an unknown handler.</summary>
    public DeleteCounts OtherDeletes { get; } = new(isPart);

    public ScenarioTally Scenarios { get; } = new();

    public long Bytes => Purges.Bytes + Archives.Bytes + OtherDeletes.Bytes;

    /// <summary>Counts an event.</summary>
    /// <param name="view">The event.</param>
    /// <param name="time">Its time, if it has one.</param>
    /// <param name="kind">Its kind.</param>
    public void Consume(in EventView view, DateTimeOffset? time, EventKind kind)
    {
        if (!times.Contains(time))
            return;

        DeleteCounts? deletes = kind switch
        {
            EventKind.Purge => Purges,
            EventKind.Archive => Archives,
            EventKind.OtherDelete => OtherDeletes,
            _ => null,
        };
        if (deletes is null)
        {
            Scenarios.Add(view);
            return;
        }

        Scenarios.AddDelete();
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        if (name.IsEmpty || scopes.Contain(name))
            deletes.Add(view, time);
    }

    public void Add(ReportDetails next)
    {
        Purges.Add(next.Purges);
        Archives.Add(next.Archives);
        OtherDeletes.Add(next.OtherDeletes);
        Scenarios.Add(next.Scenarios);
    }
}
