using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Says on standard error what a person should know after a run.</summary>
internal static class RunReport
{
    public static void Write(RunResult result, RejectedLines rejected, PumpSettings settings, bool isQuiet)
    {
        // Who closed standard output has seen enough.
        if (result.ExitCode == ExitCode.OutputClosed)
            return;

        if (result.Totals.Rejected > 0 && !isQuiet)
            WriteRejected(result, rejected, settings.DeadLetterPath);

        if (rejected.Refused > 0 && !isQuiet)
            WriteRefused(result, rejected, settings.DeadLetterPath);

        if (result.Failure is { Message.Length: > 0 } failure)
            WriteError(failure.Message);
    }

    public static void WriteError(string message) => Console.Error.WriteLine($"atlan-events: {Printable.Of(message)}");

    private static void WriteRejected(RunResult result, RejectedLines rejected, string? deadLetterPath)
    {
        RunTotals totals = result.Totals;
        string reasons = string.Join(", ", totals.RejectedReasons.Select(reason => $"{reason.Key} {Quantity.Exact(reason.Value)}"));
        string lines = totals.Rejected == 1 ? "1 line was" : $"{Quantity.Exact(totals.Rejected)} lines were";
        WriteError($"{lines} rejected: {reasons}. The first: {rejected.First}.");
        foreach (string message in rejected.Messages.Describe(isWithInput: totals.Inputs > 1))
            Console.Error.WriteLine($"  {Printable.Of(message)}");

        WriteWhere(result, deadLetterPath, "lines");
    }

    private static void WriteRefused(RunResult result, RejectedLines rejected, string? deadLetterPath)
    {
        string statuses = string.Join(", ", rejected.RefusedByStatus.Select(status => $"{status.Key} {Quantity.Exact(status.Value)}"));
        string events = rejected.Refused == 1 ? "1 event was" : $"{Quantity.Exact(rejected.Refused)} events were";
        WriteError($"{events} refused, by status: {statuses}. The first: {rejected.FirstRefused}.");
        if (rejected.RefusedByStatus.Keys.Any(status => status is >= 300 and < 400))
            Console.Error.WriteLine("  Redirects are not followed: give the address that they lead to.");

        WriteWhere(result, deadLetterPath, "events");
    }

    private static void WriteWhere(RunResult result, string? deadLetterPath, string what)
    {
        if (deadLetterPath is null)
            Console.Error.WriteLine($"  To keep such {what}, add --dead-letter FILE.");
        else if (result.ExitCode != ExitCode.InputOutput)
            Console.Error.WriteLine($"  They are in {Printable.Of(deadLetterPath)}.");
    }
}
