using System.CommandLine;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Live;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events stats</c>: what is in these dumps?</summary>
internal static class StatsCommand
{
    public static Command Create(StopSignal stop)
    {
        var input = new InputArguments();
        Option<string?> format = OptionFactory.Choice(
            "--format", "FORMAT", "table, for people, or json (one object), for programs.", defaultValue: "table", "table", "json");
        var counted = new StatisticsArguments();
        var command = new Command("stats", "Count events by operation, type, delete handler and connection.") { format };
        counted.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed, input, counted.Read(parsed), parsed.GetValue(format)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult command,
        InputArguments input,
        StatisticsOptions options,
        string format,
        StopSignal stop)
    {
        PumpSettings settings = input.Read(command);
        DeadLetterSettings deadLetter = input.ReadDeadLetter(command);
        OutputConflicts.Reject(settings.Inputs, OutputConflicts.StandardOutput, deadLetter.Path);
        using var rejected = new RejectedLines(deadLetter);
        var statistics = new EventStatistics(options);
        using TopicInputs topics = settings.Topics;
        ProgressMode progress = input.ReadProgress(command);
        bool isLive = settings.Follow is not null && format == "table" && progress == ProgressMode.Never && LiveView.IsPossible;
        RunResult result = isLive
            ? await RunLiveAsync(settings, rejected, statistics, stop, input.IsQuiet(command)).ConfigureAwait(false)
            : await ProgressDisplay.RunAsync(new EventPump(settings, rejected, statistics), stop, progress).ConfigureAwait(false);

        if (format == "json")
            StandardOutput.WriteReport(output => StatisticsJson.Write(output, statistics, result.Totals));
        else
            ReportText.Write(console => StatisticsTable.Write(console, statistics, result.Totals));

        RunReport.Write(result, rejected, deadLetter, input.IsQuiet(command));
        return result.ExitCode;
    }

    private static Task<RunResult> RunLiveAsync(
        PumpSettings settings, RejectedLines rejected, EventStatistics statistics, StopSignal stop, bool isQuiet)
    {
        var live = new LiveStatistics(statistics);
        var view = new LiveView(live);
        PumpSettings followed = isQuiet ? settings : settings with { Follow = view.AddMessage };
        return view.RunAsync(new EventPump(followed, rejected, live), stop);
    }
}
