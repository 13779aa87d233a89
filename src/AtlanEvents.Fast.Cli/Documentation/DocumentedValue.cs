using System.CommandLine;
using System.CommandLine.Completions;

namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>What stands behind an option, or by itself as an argument.</summary>
/// <param name="Name">What it is called, such as <c>FILE</c>.</param>
/// <param name="Choices">The texts that it can be, if they are fixed.</param>
/// <param name="IsFile">Whether it can name a file.</param>
internal sealed record DocumentedValue(string Name, IReadOnlyList<string> Choices, bool IsFile)
{
    public static DocumentedValue Of(Argument argument)
        => Of(argument.HelpName ?? argument.Name, argument.GetCompletions(CompletionContext.Empty));

    /// <returns>Nothing, if the option is a switch.</returns>
    public static DocumentedValue? Of(Option option)
        => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0
            ? null
            : Of(option.HelpName ?? "VALUE", option.GetCompletions(CompletionContext.Empty));

    private static DocumentedValue Of(string name, IEnumerable<CompletionItem> choices)
        => new(name, [.. choices.Select(choice => choice.Label)], name is "INPUT" || name.Split('|').Contains("FILE"));
}
