using System.Collections;
using System.CommandLine;
using System.Globalization;

namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>An option of a command.</summary>
/// <param name="Names">As it is typed, the short name first: <c>-q</c>, <c>--quiet</c>.</param>
/// <param name="Value">What stands behind it; nothing, if it is a switch.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">What it is if it is not given, where there is something to say.</param>
internal sealed record DocumentedOption(IReadOnlyList<string> Names, DocumentedValue? Value, string Description, string? Default)
{
    /// <summary>The first sentence of what it does, which is enough in a list to pick from.</summary>
    public string Summary => Description.Split(". ")[0].TrimEnd('.');

    public static DocumentedOption Of(Option option)
    {
        // Not -?, which a shell takes for a pattern, nor those of Windows.
        IEnumerable<string> names = option.Aliases.Append(option.Name).Where(name => name[0] == '-' && name != "-?").Distinct();
        return new DocumentedOption([.. names.OrderBy(name => name.Length)], DocumentedValue.Of(option), option.Description ?? "", DefaultOf(option));
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
