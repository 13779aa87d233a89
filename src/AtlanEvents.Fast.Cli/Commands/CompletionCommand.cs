using System.CommandLine;
using AtlanEvents.Fast.Cli.Documentation;
using AtlanEvents.Fast.Cli.Documentation.Completion;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events completion</c>: writes a script with which a shell completes commands, options and values.</summary>
/// <remarks>The script contains all of them, so that completion does not start a process for every TAB.</remarks>
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
        ValueRules.AllowOnly(shell, [.. s_shells.Keys]);
        var command = new Command("completion", "Write a completion script for a shell.") { shell };
        command.SetAction(parsed =>
        {
            DocumentedCommand root = DocumentedCommand.Of(parsed.RootCommandResult.Command);
            parsed.InvocationConfiguration.Output.Write(s_shells[parsed.GetValue(shell)!](root));
        });
        return command;
    }
}
