using System.Text.Json;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Writes the outcome of a replay as a JSON object, for programs. Its members are a contract.</summary>
internal static class ReplaySummary
{
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static void Write(
        string path,
        ReplaySettings settings,
        RunResult result,
        EventSelection selection,
        RejectedLines rejected,
        DeliveryCounts? delivery)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            using var json = new Utf8JsonWriter(file, JsonMembers.Options with { Indented = true });
            RunTotals totals = result.Totals;
            json.WriteStartObject();
            json.WriteString("to", settings.Sink.DisplayName);
            json.WriteNumber("exitCode", result.ExitCode);
            json.WriteBoolean("isComplete", result.Failure is null);
            json.WriteString("failure", result.Failure?.Message);
            json.WriteNumber("inputs", totals.Inputs);
            json.WriteNumber("bytes", totals.Bytes);
            json.WriteNumber("lines", totals.Lines);
            json.WriteNumber("events", totals.Events);
            json.WriteNumber("selected", selection.Selected);
            json.WriteNumber("repeats", selection.Repeats);
            json.WriteNumber("acknowledged", delivery?.Acknowledged ?? 0);
            json.WriteNumber("inFlight", delivery?.InFlight ?? 0);
            json.WriteNumber("blank", totals.Blank);
            json.WriteNumber("notRoutable", totals.NotRoutable);
            json.WriteNumber("rejected", totals.Rejected);
            json.WriteCounts("notRoutableReasons", totals.NotRoutableReasons);
            json.WriteCounts("rejectedReasons", totals.RejectedReasons);
            json.WriteCounts(
                "refusedByStatus", rejected.RefusedByStatus.Select(status => KeyValuePair.Create($"{status.Key}", status.Value)));
            json.WriteNumber("elapsedSeconds", Math.Round(totals.Elapsed.TotalSeconds, 6));
            json.WriteEndObject();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot write {path}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
