using AtlanEvents.Fast.Engines.Utf8Json;

namespace AtlanEvents.Fast.Engines;

/// <summary>Picks the engine: the option, else the environment, else the fastest.</summary>
internal static class EngineFactory
{
    /// <summary>The environment variable that picks the engine where the option leaves it open.</summary>
    public const string EnvironmentVariable = "ATLAN_EVENTS_ENGINE";

    /// <summary>Makes an engine for one reader.</summary>
    /// <exception cref="ArgumentException">The option or the environment names no engine.</exception>
    public static ILineEngine Create(EventReaderOptions options)
    {
        EventEngine kind = options.Engine == EventEngine.Auto ? FromEnvironment() : options.Engine;
        if (kind is not (EventEngine.Auto or EventEngine.Utf8Json))
            ThrowHelper.ThrowUnknownEngine(kind.ToString(), nameof(EventReaderOptions));

        return new Utf8JsonEngine(options.DuplicateFields);
    }

    private static EventEngine FromEnvironment()
    {
        string? name = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (string.IsNullOrEmpty(name))
            return EventEngine.Auto;

        if (!Enum.TryParse(name, ignoreCase: true, out EventEngine kind) || !Enum.IsDefined(kind) || char.IsAsciiDigit(name[0]))
            ThrowHelper.ThrowUnknownEngine(name, EnvironmentVariable);

        return kind;
    }
}
