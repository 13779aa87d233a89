using System.CommandLine;
using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events audit</c>: is this bulk delete complete and clean?</summary>
internal static class AuditCommand
{
    public static Command Create(StopSignal stop)
    {
        var input = new InputArguments();
        var audit = new AuditArguments();
        Option<string?> format = OptionFactory.Choice(
            "--format", "FORMAT", "tree, for people, or json (one object), for programs.", defaultValue: "tree", "tree", "json");

        const string Description = "Check that a bulk delete is complete and clean: one delete for each asset, none missing.";
        var command = new Command("audit", Description) { format };
        audit.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed, input, audit.Read(parsed), parsed.GetValue(format)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, InputArguments input, AuditOptions options, string format, StopSignal stop)
    {
        PumpSettings settings = input.Read(command);
        DeadLetterSettings deadLetter = input.ReadDeadLetter(command);
        CheckFiles(options.GuidFile, settings, OutputConflicts.StandardOutput, deadLetter);
        using var rejected = new RejectedLines(deadLetter);
        var audit = new Audit(options);
        await ReadGuidsAsync(audit, settings, stop).ConfigureAwait(false);
        using TopicInputs topics = settings.Topics;
        var pump = new EventPump(settings, rejected, audit);
        RunResult result = await ProgressDisplay.RunAsync(pump, stop, input.ReadProgress(command)).ConfigureAwait(false);
        AuditReport report = AuditConclusion.Create(audit, result);

        if (format == "json")
            StandardOutput.WriteReport(output => AuditJson.Write(output, report));
        else
            ReportText.Write(console => AuditText.Write(console, report));

        RunReport.Write(result, rejected, deadLetter, input.IsQuiet(command));
        return result.Failure?.ExitCode ?? (report.IsClean ? ExitCode.Done : ExitCode.LinesRejected);
    }

    /// <summary>Reads the file of expected guids, if there is one.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static async Task ReadGuidsAsync(Audit audit, PumpSettings settings, StopSignal stop)
    {
        if (audit.Options.GuidFile is string guids)
            await ExpectedGuids.ReadAsync(guids, settings.MaxDecompressedBytes, audit.Assets, stop.Token).ConfigureAwait(false);
    }

    /// <summary>
    /// Checks the files. That of the guids is an input too: it must exist, must not be an output, and standard input can be read only once.
    /// </summary>
    /// <exception cref="ToolException">They cannot be used together.</exception>
    public static void CheckFiles(string? guids, PumpSettings settings, string output, DeadLetterSettings deadLetter)
    {
        IReadOnlyList<InputAddress> inputs = settings.Inputs;
        if (guids is not null)
        {
            InputAddress file = guids;
            InputPaths.RequireAll([file]);
            if (file.IsStandardInput && inputs.Contains(file))
                throw new ToolException(ExitCode.Usage, "standard input cannot be used for both INPUT and --expect-guids");

            inputs = [.. inputs, file];
        }

        OutputConflicts.Reject(inputs, output, deadLetter.Path);
    }
}
