using System.CommandLine;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Describes what is wrong with a command line, and suggests what may have been meant.</summary>
/// <remarks>
/// System.CommandLine's own suggestions do not see misspelt options, since the free arguments of a command accept them, and it writes
/// them to standard output.
/// </remarks>
internal static class UsageErrors
{
    /// <summary>The distinct errors of a command line.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens.Count == 0)
            return [$"a command is required: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}"];

        // What follows an unknown token may be its value. All other errors of the root command follow from the unknown token.
        IEnumerable<string> unmatched = parsed.UnmatchedTokens.Take(1).Select(token => Describe(token, command));
        IEnumerable<string> others = parsed.Errors.Select(error => error.Message).Where(message =>
            command is not RootCommand
            && !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)));
        return unmatched.Concat(others.Select(OnOneLine)).Distinct();
    }

    /// <summary>The error for an unknown option.</summary>
    public static string UnknownOption(string typed, Command command)
        => $"unknown option {CommandLine.WithoutQuery(typed)}{Suggestion(typed, command.Options.Select(option => option.Name))}";

    private static string Describe(string token, Command command)
    {
        if (token is ['-', _, ..])
            return UnknownOption(token, command);

        return command is RootCommand
            ? $"unknown command {CommandLine.WithoutQuery(token)}{Suggestion(token, command.Subcommands.Select(sub => sub.Name))}"
            : $"unexpected argument '{CommandLine.WithoutQuery(token)}' for {command.Name}";
    }

    private static string OnOneLine(string message) => message.ReplaceLineEndings("").Replace('\t', ' ');

    private static string Suggestion(string typed, IEnumerable<string> names)
    {
        string? closest = names.MinBy(name => EditDistance(typed, name));
        bool isClose = closest is not null && EditDistance(typed, closest) <= Math.Max(1, typed.Length / 3);
        return isClose ? $"; did you mean {closest}?" : "";
    }

    // The Levenshtein distance, computed row by row of the usual matrix.
    private static int EditDistance(string one, string two)
    {
        int[] row = [.. Enumerable.Range(0, two.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < two.Length; j++)
            {
                int substituted = diagonal + (one[i] == two[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(diagonal, row[j]) + 1);
            }
        }

        return row[^1];
    }
}
