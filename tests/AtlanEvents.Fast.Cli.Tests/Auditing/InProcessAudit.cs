using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>Audits lines as the tool does, within the test process.</summary>
internal static class InProcessAudit
{
    public static Task<AuditReport> RunAsync(IEnumerable<AssetEvent> events, AuditOptions? options = null)
        => RunAsync(events.Select(asset => asset.Line), options);

    public static async Task<AuditReport> RunAsync(IEnumerable<string> lines, AuditOptions? options = null)
    {
        var audit = new Audit(options ?? new AuditOptions());
        var totals = new RunTotals();
        byte[] input = Encoding.UTF8.GetBytes(Events.Lines([.. lines]));
        await using EventReader reader = EventReader.Create(new MemoryStream(input), new EventReaderOptions
        {
            FaultHandler = (in LineFault _) => { },
            Reassembly = ReassemblyOptions.Default,
            Unwrap = EventWrappers.All,
        });
        audit.StartInput("memory");
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                audit.Consume(view, new EventPosition("memory", view.LineNumber, view.ByteOffset));
        }

        await audit.CompleteAsync(CancellationToken.None);
        totals.Add(reader.Counts, reader.Engine, reader.VectorBits);
        return AuditConclusion.Create(audit, new RunResult(totals, null));
    }

    /// <summary>The findings, such as <c>missing-parent 1, no-guid 2</c>.</summary>
    public static string Summary(this AuditReport report)
        => string.Join(", ", report.Findings.Select(finding => $"{finding.Code} {finding.Count}"));
}
