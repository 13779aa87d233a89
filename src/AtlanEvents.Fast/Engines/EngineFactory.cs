using System.Globalization;
using System.Runtime.Intrinsics;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Utf8Json;

namespace AtlanEvents.Fast.Engines;

/// <summary>Chooses and creates engines. The option decides, then the environment, then the fast engine.</summary>
internal static class EngineFactory
{
    /// <summary>The environment variable that names the engine for <see cref="EventEngine.Auto"/>.</summary>
    public const string EngineVariable = "ATLAN_EVENTS_ENGINE";

    /// <summary>The environment variable that sets the vector width of the fast engine, for tests and measurements.</summary>
    public const string VectorBitsVariable = "ATLAN_EVENTS_VECTOR_BITS";

    /// <summary>Resolves options to the settings of an engine.</summary>
    /// <param name="options">The options.</param>
    /// <param name="learns">Whether the fast engine may learn.</param>
    /// <exception cref="ArgumentException">The option or the environment names no engine or no vector width.</exception>
    public static EngineSettings Resolve(EventReaderOptions options, bool learns = true)
    {
        EventEngine kind = ResolveKind(options.Engine);
        int vectorBits = ResolveVectorBits(options.VectorBits);
        return kind == EventEngine.Utf8Json
            ? new EngineSettings(kind, VectorBits: 0, options.AllowDuplicateFields)
            : new EngineSettings(kind, vectorBits, options.AllowDuplicateFields, learns);
    }

    /// <summary>Creates an engine that has learned nothing. The runtime emulates vectors that the processor lacks.</summary>
    public static LineEngine Create(EngineSettings settings) => settings switch
    {
        { Kind: EventEngine.Utf8Json } => new Utf8JsonEngine(settings.AllowDuplicateFields),
        { VectorBits: 512 } => Create<Width512, Vector512<byte>>(settings),
        { VectorBits: 256 } => Create<Width256, Vector256<byte>>(settings),
        _ => Create<Width128, Vector128<byte>>(settings),
    };

    private static LineEngine Create<TWidth, TVector>(EngineSettings settings)
        where TWidth : struct, IVectorWidth<TVector>
        => settings.Learns
            ? new ShapeEngine<TWidth, TVector>(settings.AllowDuplicateFields)
            : new GeneralEngine<TWidth, TVector>(settings.AllowDuplicateFields);

    private static EventEngine ResolveKind(EventEngine option)
    {
        if (!Enum.IsDefined(option))
            ThrowHelper.ThrowUnknownEngine(option.ToString(), nameof(EventReaderOptions));

        EventEngine kind = option == EventEngine.Auto ? KindFromEnvironment() : option;
        return kind == EventEngine.Auto ? EventEngine.Fast : kind;
    }

    private static EventEngine KindFromEnvironment()
    {
        string? name = Environment.GetEnvironmentVariable(EngineVariable);
        if (string.IsNullOrEmpty(name))
            return EventEngine.Auto;

        foreach (EventEngine kind in Enum.GetValues<EventEngine>())
        {
            if (name.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        ThrowHelper.ThrowUnknownEngine(name, EngineVariable);
        return default;
    }

    private static int ResolveVectorBits(int option)
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
}
