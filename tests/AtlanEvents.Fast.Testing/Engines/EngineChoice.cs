namespace AtlanEvents.Fast.Testing.Engines;

/// <summary>An engine and a vector width, the parameters of every test of reading.</summary>
/// <param name="Kind">The engine; never <see cref="EventEngine.Auto"/>.</param>
/// <param name="VectorBits">128, 256 or 512; 0 for the reference, which has none, or for the default of the environment.</param>
public readonly record struct EngineChoice(EventEngine Kind, int VectorBits = 0)
{
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static EventEnginePool? t_pool;
#pragma warning restore IDE1006

    /// <summary>The reference.</summary>
    public static EngineChoice Reference { get; } = new(EventEngine.Utf8Json);

    /// <summary>The fast engine with the default width of the environment and the processor.</summary>
    public static EngineChoice Fast { get; } = new(EventEngine.Fast);

    /// <summary>The fast engine at every width; the runtime emulates widths that the processor lacks.</summary>
    public static IReadOnlyList<EngineChoice> EveryWidth { get; } =
        [new(EventEngine.Fast, 128), new(EventEngine.Fast, 256), new(EventEngine.Fast, 512)];

    /// <summary>Every engine at every width. A new engine takes part in all tests automatically.</summary>
    public static IReadOnlyList<EngineChoice> All { get; }
        = [.. Enum.GetValues<EventEngine>().Where(kind => kind is not (EventEngine.Auto or EventEngine.Fast))
            .Select(kind => new EngineChoice(kind)), .. EveryWidth];

    /// <summary>The pool of this thread's engines, so that readers of one test continue with what earlier ones learned.</summary>
    public static EventEnginePool Pool => t_pool ??= new EventEnginePool();

    /// <summary>Replaces the thread's pool by an empty one.</summary>
    public static void ResetPool() => t_pool = null;

    /// <summary>Returns options with this engine and the thread's pool.</summary>
    public EventReaderOptions In(EventReaderOptions? options = null)
        => (options ?? new EventReaderOptions()) with { Engine = Kind, VectorBits = VectorBits, EnginePool = Pool };

    public override string ToString() => VectorBits == 0 ? $"{Kind}" : $"{Kind} {VectorBits}";
}
