using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Collecting;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.HtmlReports.Collecting;

/// <summary>Collects the events of a report: audits and counts them in one run.</summary>
internal sealed class ReportCollector(Audit audit) : IDivisibleConsumer
{
    public Audit Audit => audit;

    public EventStatistics Statistics { get; } = new(new StatisticsOptions { Times = audit.Options.Times, ByTime = true });

    public ReportDetails Details { get; } = new(audit.Scopes, audit.Options.Times);

    public void StartInput(string name) => audit.StartInput(name);

    public void Consume(in EventView view, in EventPosition position)
    {
        audit.Consume(view, position);
        DateTimeOffset? time = view.TryGetEventTime(out DateTimeOffset known) ? known : null;
        EventKind kind = EventKinds.Of(view);
        Statistics.Consume(view, time, kind);
        Details.Consume(view, time, kind);
    }

    public ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop) => audit.FlushAsync(getResumePoint, stop);

    public ValueTask CompleteAsync(CancellationToken stop) => audit.CompleteAsync(stop);

    public IEventPart CreatePart() => new ReportPart(
        (AuditPart)audit.CreatePart(),
        (EventStatistics)Statistics.CreatePart(),
        new ReportDetails(audit.Scopes, audit.Options.Times, isPart: true));

    public void Merge(IEventPart part)
    {
        var next = (ReportPart)part;
        audit.Merge(next.Audit);
        Statistics.Merge(next.Statistics);
        Details.Add(next.Details);
    }
}
