namespace AtlanEvents.Fast.Engines;

/// <summary>Keeps the engine that a thread used last, with what it has learned, for the next reader that asks for one like it.</summary>
internal static class EnginePool
{
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static ILineEngine? t_idle;
#pragma warning restore IDE1006

    /// <summary>An engine that nobody else uses until it is returned.</summary>
    /// <exception cref="ArgumentException">The option or the environment names no engine.</exception>
    public static ILineEngine Rent(EventReaderOptions options)
    {
        EventEngine kind = EngineFactory.Resolve(options.Engine);
        int vectorBits = EngineFactory.ResolveVectorBits(options.VectorBits);
        ILineEngine? idle = t_idle;
        if (idle is null || idle.Kind != kind || idle.DuplicateFields != options.DuplicateFields || !IsWide(idle, vectorBits))
            return EngineFactory.Create(kind, vectorBits, options.DuplicateFields);

        t_idle = null;
        return idle;
    }

    // The reference has no width of its own.
    private static bool IsWide(ILineEngine engine, int vectorBits) => engine.VectorBits == 0 || engine.VectorBits == vectorBits;

    /// <summary>Gives an engine back. It must not be used any more.</summary>
    public static void Return(ILineEngine engine)
    {
        if (engine.IsWorthKeeping)
            t_idle = engine;
    }

    /// <summary>Forgets this thread's engine and what it has learned, so that the next reader starts with a new one. For measurements.</summary>
    public static void Clear() => t_idle = null;
}
