using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;

namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>A command as the man page and the completion scripts need it.</summary>
internal sealed record DocumentedCommand
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<DocumentedArgument> Arguments { get; init; }

    public required IReadOnlyList<DocumentedOption> Options { get; init; }

    public required IReadOnlyList<DocumentedCommand> Commands { get; init; }

    /// <summary>The first sentence of the description, for lists.</summary>
    public string Summary => Description.Split(". ")[0].TrimEnd('.');

    /// <summary>The command with all its subcommands.</summary>
    public static DocumentedCommand Of(Command root) => Of(root, inherited: []);

    private static DocumentedCommand Of(Command command, IReadOnlyList<Option> inherited)
    {
        Option[] options = [.. command.Options.Concat(inherited).Where(option => !option.Hidden)];
        Option[] recursive = [.. options.Where(option => option.Recursive)];
        return new DocumentedCommand
        {
            Name = command.Name,
            Description = command.Description ?? "",
            Arguments = [.. command.Arguments.Where(argument => !argument.Hidden).Select(DocumentedArgument.Of)],
            Options = [.. options.Select(DocumentedOption.Of)],
            Commands = [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => Of(sub, recursive))],
        };
    }
}

internal sealed record DocumentedArgument(DocumentedValue Value, string Description, bool IsOptional, bool IsRepeatable)
{
    /// <summary>The argument in a synopsis, such as <c>[INPUT...]</c>.</summary>
    public string Synopsis
    {
        get
        {
            string text = IsRepeatable ? $"{Value.Name}..." : Value.Name;
            return IsOptional ? $"[{text}]" : text;
        }
    }

    public static DocumentedArgument Of(Argument argument) => new(
        DocumentedValue.Of(argument),
        argument.Description ?? "",
        argument.Arity.MinimumNumberOfValues == 0,
        argument.Arity.MaximumNumberOfValues > 1);
}

/// <param name="Names">The names, the short one first: <c>-q</c>, <c>--quiet</c>.</param>
/// <param name="Value">The value; <see langword="null"/> for a switch.</param>
/// <param name="Description">What the option does.</param>
/// <param name="Default">The default value, if it is worth mentioning.</param>
internal sealed record DocumentedOption(IReadOnlyList<string> Names, DocumentedValue? Value, string Description, string? Default)
{
    /// <inheritdoc cref="DocumentedCommand.Summary"/>
    public string Summary => Description.Split(". ")[0].TrimEnd('.');

    public static DocumentedOption Of(Option option)
    {
        // Without -?, which shells treat as a pattern, and without the Windows forms.
        IEnumerable<string> names = option.Aliases.Append(option.Name).Where(name => name[0] == '-' && name != "-?").Distinct();
        return new DocumentedOption(
            [.. names.OrderBy(name => name.Length)], DocumentedValue.Of(option), option.Description ?? "", DefaultOf(option));
    }

    /// <summary>Whether two commands have the same option.</summary>
    public bool IsSameAs(DocumentedOption other)
        => Names.SequenceEqual(other.Names) && Description == other.Description && Default == other.Default;

    private static string? DefaultOf(Option option)
    {
        object? value = option.HasDefaultValue && option.ValueType != typeof(bool) ? option.GetDefaultValue() : null;
        return value switch
        {
            null => null,
            string text => text,
            IEnumerable many => string.Join(' ', many.Cast<object>()) is { Length: > 0 } text ? text : null,
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
    }
}

/// <summary>The value of an option or argument.</summary>
/// <param name="Name">The placeholder, such as <c>FILE</c>.</param>
/// <param name="Choices">The possible values, if they are known.</param>
/// <param name="IsFile">Whether the value can be a file.</param>
internal sealed record DocumentedValue(string Name, IReadOnlyList<string> Choices, bool IsFile)
{
    public static DocumentedValue Of(Argument argument)
        => Of(argument.HelpName ?? argument.Name, argument.GetCompletions(CompletionContext.Empty));

    /// <returns><see langword="null"/> if the option is a switch.</returns>
    public static DocumentedValue? Of(Option option)
        => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0
            ? null
            : Of(option.HelpName ?? "VALUE", option.GetCompletions(CompletionContext.Empty));

    private static DocumentedValue Of(string name, IEnumerable<CompletionItem> choices)
        => new(name, [.. choices.Select(choice => choice.Label)], name is "INPUT" || name.Split('|').Contains("FILE"));
}
