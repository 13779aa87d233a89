using System.Globalization;
using System.Runtime.Intrinsics;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;
using AtlanEvents.Fast.Engines.Utf8Json;

namespace AtlanEvents.Fast.Engines;

/// <summary>Picks the engine: the option, else the environment, else the fast one.</summary>
internal static class EngineFactory
{
    /// <summary>The environment variable that picks the engine where the option leaves it open.</summary>
    public const string EnvironmentVariable = "ATLAN_EVENTS_ENGINE";

    /// <summary>The environment variable that sets the vector width of the fast engine, for tests and measurements.</summary>
    public const string VectorBitsVariable = "ATLAN_EVENTS_VECTOR_BITS";

    /// <summary>Which engine is meant; never <see cref="EventEngine.Auto"/>.</summary>
    /// <exception cref="ArgumentException">The option or the environment names no engine.</exception>
    public static EventEngine Resolve(EventEngine option)
    {
        if (!Enum.IsDefined(option))
            ThrowHelper.ThrowUnknownEngine(option.ToString(), nameof(EventReaderOptions));

        EventEngine kind = option == EventEngine.Auto ? FromEnvironment() : option;
        return kind == EventEngine.Auto ? EventEngine.Fast : kind;
    }

    /// <summary>How many bits wide the vectors of the fast engine are: the option, else what the environment says, else what the processor has.</summary>
    /// <exception cref="ArgumentException">The environment names no width.</exception>
    public static int ResolveVectorBits(int option)
    {
        if (option != 0)
            return option;

        string? bits = Environment.GetEnvironmentVariable(VectorBitsVariable);
        if (string.IsNullOrEmpty(bits))
            return Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

        if (bits is not ("128" or "256" or "512"))
            ThrowHelper.ThrowUnknownVectorBits(bits, VectorBitsVariable);

        return int.Parse(bits, CultureInfo.InvariantCulture);
    }

    /// <summary>Makes an engine, for one reader at a time.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="vectorBits">128, 256 or 512; the runtime does in software what the processor lacks. Only the fast engine asks.</param>
    /// <param name="duplicateFields">What it does about keys that repeat.</param>
    public static ILineEngine Create(EventEngine kind, int vectorBits, DuplicateFieldPolicy duplicateFields) => (kind, vectorBits) switch
    {
        (EventEngine.Utf8Json, _) => new Utf8JsonEngine(duplicateFields),
        (_, 512) => new ShapeEngine<ByteBlock512>(duplicateFields),
        (_, 256) => new ShapeEngine<ByteBlock256>(duplicateFields),
        _ => new ShapeEngine<ByteBlock128>(duplicateFields),
    };

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
