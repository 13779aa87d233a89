using System.CommandLine;
using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events audit</c>: is this bulk delete complete and clean?</summary>
internal static class AuditCommand
{
    public static Command Create(StopSignal stop)
    {
        var input = new InputOptions();
        var audit = new AuditArguments();
        var format = new Option<string>("--format")
        {
            Description = "tree, for people, or json: one object, for programs.",
            DefaultValueFactory = _ => "tree",
            HelpName = "FORMAT",
        };
        FixedValues.Require(format, "tree", "json");

        var command = new Command("audit", "Check that a bulk delete is complete and clean: one delete for each asset, none missing.") { format };
        audit.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed, input, audit.Read(parsed), parsed.GetValue(format)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, InputOptions input, AuditOptions options, string format, StopSignal stop)
    {
        PumpSettings settings = input.Read(command);
        RequireGuidFile(options.GuidFile, settings);
        using var rejected = new RejectedLines(settings);
        var audit = new Audit(options);
        if (options.GuidFile is string guids)
            await ExpectedGuids.ReadAsync(guids, settings.MaxDecompressedBytes, audit.Assets, stop.Token).ConfigureAwait(false);

        RunResult result = await new EventPump(settings, rejected).RunAsync(audit, stop).ConfigureAwait(false);
        AuditReport report = AuditConclusion.Draw(audit, result);

        using (OutputWriter output = OutputWriter.ToStandardOutput())
        {
            if (format == "json")
                AuditJson.Write(output, report);
            else
                ReportText.Write(output, console => AuditText.Write(console, report));

            output.EndRecord();
            output.Flush();
        }

        RunReport.Write(result, rejected, settings, input.IsQuiet(command));
        return result.Failure?.ExitCode ?? (report.IsClean ? ExitCode.Done : ExitCode.LinesRejected);
    }

    // It is an input like the others: it must be there, must not be written to, and standard input can only be read once.
    private static void RequireGuidFile(string? guids, PumpSettings settings)
    {
        if (guids is not null)
        {
            InputPaths.RequireAll([guids]);
            if (guids == Input.StandardInput && settings.Inputs.Contains(guids))
                throw new ToolException(ExitCode.Usage, "standard input cannot be both INPUT and --expect-guids.");

            settings = settings with { Inputs = [.. settings.Inputs, guids] };
        }

        DistinctFiles.Require(settings);
    }
}
