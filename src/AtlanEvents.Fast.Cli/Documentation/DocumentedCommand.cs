using System.CommandLine;

namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>A command as its documentation sees it: what the man page and the completion scripts are made from.</summary>
internal sealed record DocumentedCommand
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<DocumentedArgument> Arguments { get; init; }

    public required IReadOnlyList<DocumentedOption> Options { get; init; }

    public required IReadOnlyList<DocumentedCommand> Commands { get; init; }

    /// <summary>The first sentence of what it does, which is enough in a list to pick from.</summary>
    public string Summary => Description.Split(". ")[0].TrimEnd('.');

    /// <summary>The whole tree.</summary>
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
