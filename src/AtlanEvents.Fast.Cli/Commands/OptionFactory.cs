using System.CommandLine;
using System.Numerics;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Creates options that check their values.</summary>
internal static class OptionFactory
{
    private const int MaxThreads = 256;

    public static void AddOptions(this Command command, params IEnumerable<Option> options)
    {
        foreach (Option option in options)
            command.Options.Add(option);
    }

    /// <summary>Creates an option with any text but an empty one.</summary>
    public static Option<string?> Text(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(ValueRules.RejectEmpty);
        return option;
    }

    /// <summary>Creates an option that may be repeated, with any strings but empty ones.</summary>
    public static Option<string[]> Texts(string name, string helpName, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore };
        option.Validators.Add(ValueRules.RejectEmpty);
        return option;
    }

    /// <summary>Creates an option with one of a few values.</summary>
    public static Option<string?> Choice(string name, string helpName, string description, string? defaultValue, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;

        ValueRules.AllowOnly(option, values);
        return option;
    }

    /// <summary>Creates an option with a number within bounds.</summary>
    public static Option<T> Number<T>(string name, string description, T defaultValue, T min, T max, string helpName = "N")
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => defaultValue,
            HelpName = helpName,
            CustomParser = result => ValueRules.ParseNumber(result, min, max),
        };

    /// <summary>Creates an option with a number of threads; 0, the default, is <c>auto</c>.</summary>
    public static Option<int> Threads() => new("--threads")
    {
        Description = "Use N threads to read files, at most one for each processor; auto, the default, for that many.",
        HelpName = "N",
        CustomParser = result => result.Tokens is [{ Value: "auto" }] ? 0 : ValueRules.ParseNumber(result, 1, MaxThreads),
    };

    /// <summary>Creates an option with a number within bounds, or null.</summary>
    public static Option<T?> OptionalNumber<T>(string name, string description, T min, T max, string helpName = "N")
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => ValueRules.ParseNumber(result, min, max),
        };
}
