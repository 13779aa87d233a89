using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Writes what a replay would deliver, for people.</summary>
internal static class DryRunReport
{
    public static void Write(IAnsiConsole console, ReplayPreview preview, SinkSettings sink)
    {
        string action = sink.Kind switch
        {
            SinkKind.Http or SinkKind.Topic => $"would be sent to {sink.DisplayName}",
            SinkKind.File => $"would be written to {sink.To}, as {sink.Format}",
            _ => $"would be written to standard output, as {sink.Format}",
        };
        console.MarkupLineInterpolated($"[bold]{Quantity.Of(preview.Count, "event")}[/] {Printable.Of(action)}");
        if (preview.Purges > 0)
        {
            string purges = Quantity.Exact(preview.Purges);
            console.MarkupLineInterpolated($"[yellow]{purges} of them are purge deletes, which cannot be undone[/]");
        }

        StatisticsTable.WriteEvents(console, preview.Events, preview.Count);
    }
}
