using AtlanEvents.Fast.Cli.Pumping;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Statistics.Live;

/// <summary>Statistics that another thread may draw while events are counted.</summary>
internal sealed class LiveStatistics(EventStatistics statistics) : IEventConsumer
{
    private readonly Lock _lock = new();

    public void Consume(in EventView view, in EventPosition position)
    {
        lock (_lock)
            statistics.Consume(view, position);
    }

    /// <summary>Draws the sections that have counts.</summary>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="maxRows">The maximum number of rows of a section.</param>
    public IReadOnlyList<IRenderable> Draw(int width, int maxRows)
    {
        lock (_lock)
        {
            IRenderable?[] parts =
                [TimeTable.Create(statistics, width, hasHistogram: false), StatisticsTable.CreateEvents(statistics, width, maxRows)];
            return [.. parts.OfType<IRenderable>()];
        }
    }
}
