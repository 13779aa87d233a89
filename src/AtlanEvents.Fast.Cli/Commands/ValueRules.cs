using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Checks the values of options and arguments.</summary>
internal static class ValueRules
{
    /// <summary>Restricts an option to a few values, which shell completion and the man page then list.</summary>
    public static void AllowOnly(Option option, params string[] values)
    {
        option.CompletionSources.Add(values);
        option.Validators.Add(result => Check(result, option.Name, values));
    }

    /// <inheritdoc cref="AllowOnly(Option, string[])"/>
    public static void AllowOnly(Argument argument, params string[] values)
    {
        argument.CompletionSources.Add(values);
        argument.Validators.Add(result => Check(result, argument.Name, values));
    }

    /// <summary>Rejects empty values, such as those of an unset variable.</summary>
    public static void RejectEmpty(OptionResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
            result.AddError($"{result.Option.Name} must not be empty");
    }

    /// <summary>Parses a number within bounds: a whole number, unless the type is <see langword="double"/>.</summary>
    public static T ParseNumber<T>(ArgumentResult result, T min, T max)
        where T : struct, INumber<T>
    {
        string text = result.Tokens[0].Value;
        bool isWhole = typeof(T) != typeof(double);
        NumberStyles style = isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.AllowDecimalPoint;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T value) && value >= min && value <= max)
            return value;

        string name = ((OptionResult)result.Parent!).Option.Name;
        string kind = isWhole ? "a whole number" : "a number";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be {kind} from {min} to {max}, not '{text}'"));
        return min;
    }

    private static void Check(SymbolResult result, string name, string[] values)
    {
        foreach (Token token in result.Tokens.Where(token => !values.Contains(token.Value, StringComparer.Ordinal)))
            result.AddError($"{name} must be one of {string.Join(", ", values)}, not '{token.Value}'");
    }
}
