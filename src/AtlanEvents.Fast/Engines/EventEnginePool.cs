using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines;

/// <summary>
/// Keeps engines, with the shapes that they learned, for the next reader. Without a pool, every reader starts with an engine that
/// has learned nothing.
/// </summary>
/// <remarks>
/// Set <see cref="EventReaderOptions.EnginePool"/> when many readers or parsers read similar lines, for example one per file, per
/// batch or per request. A reader takes an engine when it is created and returns the engine when it is disposed of, so readers at
/// work never share one. A pool keeps as many idle engines as the machine has processors. Each holds the shapes that it learned
/// (at most 64, less than 16 MB together) and a buffer of at most 1 MiB. Safe for use by several threads.
/// </remarks>
public sealed class EventEnginePool
{
    private const int MaxRetainedBytes = 1024 * 1024;

    private readonly int _maxIdle;

    // The engine that was returned last is at the end, and is the first to be used again.
    private readonly List<LineEngine> _idle = [];
    private readonly Lock _lock = new();

    /// <summary>Creates an empty pool.</summary>
    public EventEnginePool()
        : this(Environment.ProcessorCount)
    {
    }

    internal EventEnginePool(int maxIdle) => _maxIdle = maxIdle;

    internal LineEngine Rent(EngineSettings settings)
    {
        lock (_lock)
        {
            int index = _idle.FindLastIndex(engine => engine.Settings == settings);
            if (index >= 0)
            {
                LineEngine engine = _idle[index];
                _idle.RemoveAt(index);
                return engine;
            }
        }

        return EngineFactory.Create(settings);
    }

    internal void Return(LineEngine engine)
    {
        // An engine that read a huge line holds a buffer of that size.
        if (engine.RetainedBytes > MaxRetainedBytes)
            return;

        lock (_lock)
        {
            if (_idle.Count == _maxIdle)
                _idle.RemoveAt(0);

            _idle.Add(engine);
        }
    }
}
