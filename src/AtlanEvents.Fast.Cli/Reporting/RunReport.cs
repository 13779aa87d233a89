using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Reporting;

/// <summary>Reports rejected lines, refused events and failures on standard error at the end of a run.</summary>
internal static class RunReport
{
    /// <param name="result">The result of the run.</param>
    /// <param name="rejected">What was rejected and refused.</param>
    /// <param name="deadLetter">Where it was written.</param>
    /// <param name="isQuiet">Whether only failures are reported.</param>
    /// <param name="isPreview">Whether the run wrote nothing.</param>
    public static void Write(RunResult result, RejectedLines rejected, DeadLetterSettings deadLetter, bool isQuiet, bool isPreview = false)
    {
        // If standard output was closed, as by head(1), the user has seen enough.
        if (result.ExitCode == ExitCode.OutputClosed)
            return;

        if (result.Totals.Rejected > 0 && !isQuiet)
            WriteRejected(result, rejected, deadLetter.Path, isPreview);

        if (rejected.Refused > 0 && !isQuiet)
            WriteRefused(result, rejected, deadLetter.Path);

        if (result.Failure is { Message.Length: > 0 } failure)
            ErrorMessage.Write(failure.Message);
    }

    private static void WriteRejected(RunResult result, RejectedLines rejected, string? deadLetterPath, bool isPreview)
    {
        RunTotals totals = result.Totals;
        string reasons = string.Join(", ", totals.RejectedReasons.Select(reason => $"{reason.Key} {Quantity.Exact(reason.Value)}"));
        string lines = Quantity.Of(totals.Rejected, "line was", "lines were");
        ErrorMessage.Write($"{lines} rejected: {reasons}. The first: {rejected.First}.");
        foreach (string message in rejected.Messages.Describe(withInput: totals.Inputs > 1))
            ErrorMessage.WriteLine($"  {Printable.Of(message)}");

        if (!isPreview || deadLetterPath is null)
            WriteLocation(result, deadLetterPath, "lines");
    }

    private static void WriteRefused(RunResult result, RejectedLines rejected, string? deadLetterPath)
    {
        string statuses = string.Join(", ", rejected.RefusedByStatus.Select(status => $"{status.Key} {Quantity.Exact(status.Value)}"));
        string events = Quantity.Of(rejected.Refused, "event was", "events were");
        ErrorMessage.Write($"{events} refused, by status: {statuses}. The first: {rejected.FirstRefused}.");
        if (rejected.RefusedByStatus.Keys.Any(status => status is >= 300 and < 400))
            ErrorMessage.WriteLine("  Redirects are not followed: use the address that they lead to.");

        WriteLocation(result, deadLetterPath, "events");
    }

    private static void WriteLocation(RunResult result, string? deadLetterPath, string what)
    {
        if (deadLetterPath is null)
            ErrorMessage.WriteLine($"  To keep such {what}, add --dead-letter FILE.");
        else if (result.ExitCode != ExitCode.InputOutput)
            ErrorMessage.WriteLine($"  They are in {Printable.Of(deadLetterPath)}.");
    }
}
