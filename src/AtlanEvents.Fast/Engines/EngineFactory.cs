using System.Runtime.Intrinsics;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;
using AtlanEvents.Fast.Engines.Utf8Json;

namespace AtlanEvents.Fast.Engines;

/// <summary>Picks the engine: the option, else the environment, else the reference.</summary>
internal static class EngineFactory
{
    /// <summary>The environment variable that picks the engine where the option leaves it open.</summary>
    public const string EnvironmentVariable = "ATLAN_EVENTS_ENGINE";

    /// <summary>Which engine is meant; never <see cref="EventEngine.Auto"/>.</summary>
    /// <exception cref="ArgumentException">The option or the environment names no engine.</exception>
    public static EventEngine Resolve(EventEngine option)
    {
        if (!Enum.IsDefined(option))
            ThrowHelper.ThrowUnknownEngine(option.ToString(), nameof(EventReaderOptions));

        EventEngine kind = option == EventEngine.Auto ? FromEnvironment() : option;
        return kind == EventEngine.Auto ? EventEngine.Utf8Json : kind;
    }

    /// <summary>Makes an engine, for one reader at a time.</summary>
    public static ILineEngine Create(EventEngine kind, DuplicateFieldPolicy duplicateFields)
        => kind == EventEngine.Fast ? CreateFast(duplicateFields) : new Utf8JsonEngine(duplicateFields);

    private static ILineEngine CreateFast(DuplicateFieldPolicy duplicateFields)
    {
        if (Vector512.IsHardwareAccelerated)
            return new ShapeEngine<ByteBlock512>(duplicateFields);

        return Vector256.IsHardwareAccelerated
            ? new ShapeEngine<ByteBlock256>(duplicateFields)
            : new ShapeEngine<ByteBlock128>(duplicateFields);
    }

    private static EventEngine FromEnvironment()
    {
        string? name = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (string.IsNullOrEmpty(name))
            return EventEngine.Auto;

        foreach (EventEngine kind in Enum.GetValues<EventEngine>())
        {
            if (name.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        ThrowHelper.ThrowUnknownEngine(name, EnvironmentVariable);
        return default;
    }
}
