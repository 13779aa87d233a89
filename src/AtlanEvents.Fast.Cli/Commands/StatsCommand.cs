using System.CommandLine;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events stats</c>: what is in these dumps?</summary>
internal static class StatsCommand
{
    public static Command Create(StopSignal stop)
    {
        var input = new InputOptions();
        var format = new Option<string>("--format")
        {
            Description = "table, for people, or json: one object, for programs.",
            DefaultValueFactory = _ => "table",
            HelpName = "FORMAT",
        };
        FixedValues.Require(format, "table", "json");

        var by = new Option<string?>("--by")
        {
            Description = "scenario: what was done as well, such as custom metadata removed or lineage created. Reads most lines twice.",
            HelpName = "WHAT",
        };
        FixedValues.Require(by, "scenario");

        var command = new Command("stats", "Count events by operation, type, delete handler and connection.") { format, by };
        input.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed, input, parsed.GetValue(format)!, parsed.GetValue(by) is not null, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, InputOptions input, string format, bool isByScenario, StopSignal stop)
    {
        PumpSettings settings = input.Read(command);
        DistinctFiles.Require(settings);
        using var rejected = new RejectedLines(settings);
        var statistics = new EventStatistics { Scenarios = isByScenario ? new ScenarioCounts() : null };
        RunResult result = await new EventPump(settings, rejected).RunAsync(statistics, stop).ConfigureAwait(false);

        using (OutputWriter output = OutputWriter.ToStandardOutput())
        {
            if (format == "json")
                StatisticsJson.Write(output, statistics, result.Totals);
            else
                ReportText.Write(output, console => StatisticsTable.Write(console, statistics, result.Totals));

            output.EndRecord();
            output.Flush();
        }

        RunReport.Write(result, rejected, settings, input.IsQuiet(command));
        return result.ExitCode;
    }
}
