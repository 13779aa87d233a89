using System.CommandLine;

namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>An argument of a command.</summary>
internal sealed record DocumentedArgument(DocumentedValue Value, string Description, bool IsOptional, bool MayRepeat)
{
    /// <summary>As it is typed, such as <c>[INPUT...]</c>.</summary>
    public string Synopsis
    {
        get
        {
            string text = MayRepeat ? $"{Value.Name}..." : Value.Name;
            return IsOptional ? $"[{text}]" : text;
        }
    }

    public static DocumentedArgument Of(Argument argument) => new(
        DocumentedValue.Of(argument),
        argument.Description ?? "",
        argument.Arity.MinimumNumberOfValues == 0,
        argument.Arity.MaximumNumberOfValues > 1);
}
