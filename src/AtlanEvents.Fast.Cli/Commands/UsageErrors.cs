using System.CommandLine;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>What is wrong with a command that was typed, and what could have been meant.</summary>
internal static class UsageErrors
{
    /// <summary>Sentences, each once.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens.Count == 0)
            return [$"no command was given: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."];

        // What follows on the first may be its value. Of the root command, all other errors follow from it.
        IEnumerable<string> unmatched = parsed.UnmatchedTokens.Take(1).Select(token => Describe(token, command));
        IEnumerable<string> others = parsed.Errors
            .Select(error => error.Message)
            .Where(message => command is not RootCommand && !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)));
        return unmatched.Concat(others.Select(OnOneLine)).Distinct();
    }

    /// <summary>There is no such option.</summary>
    public static string NoOption(string typed, Command command)
        => $"There is no option {typed}.{Suggestion.For(typed, command.Options.Select(option => option.Name))}";

    private static string Describe(string token, Command command)
    {
        if (token is ['-', _, ..])
            return NoOption(token, command);

        return command is RootCommand
            ? $"There is no command {token}.{Suggestion.For(token, command.Subcommands.Select(sub => sub.Name))}"
            : $"{command.Name} takes no '{token}'.";
    }

    // Some messages are lists of several lines.
    private static string OnOneLine(string message) => message.ReplaceLineEndings("").Replace('\t', ' ');
}
