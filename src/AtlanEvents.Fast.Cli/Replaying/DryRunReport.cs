using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Draws for people what a replay would hand on.</summary>
internal static class DryRunReport
{
    public static void Write(IAnsiConsole console, ReplayPreview preview, SinkSettings sink)
    {
        string events = preview.Count == 1 ? "1 event" : $"{Quantity.Exact(preview.Count)} events";
        string where = SinkFactory.KindOf(sink.To) switch
        {
            SinkKind.Http => $"would be sent to {ReceiverName.Of(sink.To)}",
            SinkKind.File => $"would be written to {sink.To}, as {sink.Format}",
            _ => $"would be written to standard output, as {sink.Format}",
        };
        console.MarkupLineInterpolated($"[bold]{events}[/] {Printable.Of(where)}");
        if (preview.Purges > 0)
            console.MarkupLineInterpolated($"[yellow]{Quantity.Exact(preview.Purges)} of them are purge deletes, which cannot be undone[/]");

        StatisticsTable.WriteEvents(console, preview.Events, preview.Count);
    }
}
