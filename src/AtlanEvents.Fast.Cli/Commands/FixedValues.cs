using System.CommandLine;
using System.CommandLine.Parsing;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Options and arguments that can only be one of a few texts: which of them, errors, shells and the man page know from here.</summary>
internal static class FixedValues
{
    public static void Require(Option option, params string[] values)
    {
        option.CompletionSources.Add(values);
        option.Validators.Add(result => Check(result, option.Name, values));
    }

    public static void Require(Argument argument, params string[] values)
    {
        argument.CompletionSources.Add(values);
        argument.Validators.Add(result => Check(result, argument.Name, values));
    }

    private static void Check(SymbolResult result, string name, string[] values)
    {
        foreach (Token token in result.Tokens.Where(token => !values.Contains(token.Value, StringComparer.Ordinal)))
            result.AddError($"{name} must be one of {string.Join(", ", values)}, and is '{token.Value}'.");
    }
}
