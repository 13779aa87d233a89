using System.CommandLine;
using System.CommandLine.Parsing;

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

    /// <summary>Parses a whole number within bounds.</summary>
    public static long ParseInteger(ArgumentResult result, long min, long max)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        if (isNumber && value >= min && value <= max)
            return value;

        result.AddError($"{OptionName(result)} must be a whole number from {min} to {max}, not '{text}'");
        return min;
    }

    /// <summary>Parses a decimal number within bounds.</summary>
    public static double ParseDecimal(ArgumentResult result, double min, double max)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= min && value <= max)
            return value;

        string name = OptionName(result);
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {min} to {max}, not '{text}'"));
        return min;
    }

    private static string OptionName(ArgumentResult result) => ((OptionResult)result.Parent!).Option.Name;

    private static void Check(SymbolResult result, string name, string[] values)
    {
        foreach (Token token in result.Tokens.Where(token => !values.Contains(token.Value, StringComparer.Ordinal)))
            result.AddError($"{name} must be one of {string.Join(", ", values)}, not '{token.Value}'");
    }
}
