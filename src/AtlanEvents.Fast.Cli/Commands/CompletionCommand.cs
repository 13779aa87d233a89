using System.CommandLine;
using AtlanEvents.Fast.Cli.Documentation;
using AtlanEvents.Fast.Cli.Documentation.Completion;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events completion</c>: the script that makes a shell complete commands, options and their values.</summary>
/// <remarks>The script knows them all, so that TAB answers at once; asking the tool would start a process for every one.</remarks>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, Func<DocumentedCommand, string>> s_shells = new()
    {
        ["bash"] = BashCompletion.Write,
        ["zsh"] = ZshCompletion.Write,
        ["fish"] = FishCompletion.Write,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        FixedValues.Require(shell, [.. s_shells.Keys]);
        var command = new Command("completion", "Write a script that makes a shell complete commands, options and their values.") { shell };
        command.SetAction(parsed =>
        {
            DocumentedCommand root = DocumentedCommand.Of(parsed.RootCommandResult.Command);
            parsed.InvocationConfiguration.Output.Write(s_shells[parsed.GetValue(shell)!](root));
        });
        return command;
    }
}
