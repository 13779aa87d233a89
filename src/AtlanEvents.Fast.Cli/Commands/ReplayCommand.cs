using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events replay</c>: write the wanted events again, whole or their fields.</summary>
internal static class ReplayCommand
{
    private const string StandardOutput = "-";

    public static Command Create(StopSignal stop)
    {
        var input = new InputOptions();
        var filter = new FilterArguments();
        var to = new Option<string>("--to")
        {
            Description = "Where events go: a file, which is replaced, or - for standard output.",
            DefaultValueFactory = _ => StandardOutput,
            HelpName = "FILE",
        };
        var format = new Option<string>("--format")
        {
            Description = "fields (JSON, one object a line), raw (the line as it came), csv or tsv.",
            DefaultValueFactory = _ => EventFormats.Default,
            HelpName = "FORMAT",
        };
        to.Validators.Add(InputOptions.RequireText);
        format.AcceptOnlyFromAmong(EventFormats.Names);

        var command = new Command("replay", "Write events again, in input order, filtered and in another format.") { to, format };
        filter.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            parsed, input, parsed.GetValue(to)!, EventFormats.Create(parsed.GetValue(format)!), new EventFilter(filter.Read(parsed)), stop));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult command,
        InputOptions input,
        string to,
        IEventFormat format,
        EventFilter filter,
        StopSignal stop)
    {
        PumpSettings settings = input.Read(command);
        DistinctFiles.Require(settings, to == StandardOutput ? null : to);
        using var rejected = new RejectedLines(settings);
        using OutputWriter output = to == StandardOutput ? OutputWriter.ToStandardOutput() : OutputWriter.ToFile(to);
        var replay = new Replay(output, format, filter);
        RunResult result = await new EventPump(settings, rejected).RunAsync(replay, stop).ConfigureAwait(false);

        RunReport.Write(result, rejected, settings, input.IsQuiet(command));
        if (to != StandardOutput && result.ExitCode != ExitCode.InputOutput && !input.IsQuiet(command))
            await Console.Error.WriteLineAsync($"{Quantity.Exact(replay.Written)} of {Quantity.Exact(result.Totals.Events)} events written to {Printable.Of(to)}.").ConfigureAwait(false);

        return result.ExitCode;
    }
}
