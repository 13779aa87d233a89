using System.CommandLine;
using System.CommandLine.Help;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>All commands of the tool.</summary>
internal static class CommandTree
{
    public static RootCommand Create(StopSignal stop)
    {
        var root = new RootCommand("Count, filter, replay and audit Atlan events in NDJSON dumps and Kafka topics, and receive webhooks.")
        {
            StatsCommand.Create(stop),
            ReplayCommand.Create(stop),
            AuditCommand.Create(stop),
            ReportCommand.Create(stop),
            ReceiveCommand.Create(stop),
            GenerateCommand.Create(stop),
            CompletionCommand.Create(),
            ManCommand.Create(),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>The full name of the command, such as <c>atlan-events stats</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return command is RootCommand ? command.Name : $"{parsed.RootCommandResult.Command.Name} {command.Name}";
    }
}
