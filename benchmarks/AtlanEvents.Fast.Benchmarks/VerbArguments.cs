using System.Globalization;

namespace AtlanEvents.Fast.Benchmarks;

/// <summary>The arguments of a verb: pairs of an option and its value.</summary>
internal sealed class VerbArguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly string _usage;

    /// <param name="arguments">The arguments.</param>
    /// <param name="usage">The usage, such as <c>results [--output FOLDER]</c>.</param>
    /// <param name="options">The options that the verb has.</param>
    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public VerbArguments(string[] arguments, string usage, params string[] options)
    {
        _usage = usage;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!options.Contains(arguments[i]) || i + 1 == arguments.Length)
                throw Wrong(arguments[i]);

            _values[arguments[i]] = arguments[i + 1];
        }
    }

    /// <summary>The value of an option; <see langword="null"/> if it is not given.</summary>
    public string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>The value of an option, a number above zero.</summary>
    /// <exception cref="ArgumentException">It is not such a number.</exception>
    public T Number<T>(string option, T defaultValue)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        if (this[option] is not string value)
            return defaultValue;

        return T.TryParse(value, CultureInfo.InvariantCulture, out T number) && T.IsPositive(number) && number != T.Zero
            ? number
            : throw Wrong($"{option} {value}");
    }

    private ArgumentException Wrong(string argument) => new($"Wrong argument '{argument}'. Usage: {_usage}");
}
