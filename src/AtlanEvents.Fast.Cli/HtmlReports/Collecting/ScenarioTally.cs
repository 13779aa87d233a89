using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.HtmlReports.Collecting;

/// <summary>
/// Counts events by scenario, each by itself, so that the work can be divided. Which updates accompany a create is not inferred.
/// </summary>
internal sealed class ScenarioTally
{
    private readonly Dictionary<ScenarioVerdict, long> _counts = [];

    // Most events of a bulk delete.
    private long _deletes;

    public void Add(in EventView view) => Add(EventScenarios.Classify(view), 1);

    public void AddDelete() => _deletes++;

    public void Add(ScenarioTally next)
    {
        _deletes += next._deletes;
        foreach ((ScenarioVerdict verdict, long count) in next._counts)
            Add(verdict, count);
    }

    /// <summary>The counts by name, sorted by count, descending, then by name.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Sorted() =>
    [
        .. _counts
            .Append(KeyValuePair.Create(new ScenarioVerdict(EventScenario.AssetDeleted), _deletes))
            .Where(entry => entry.Value > 0)
            .Select(entry => KeyValuePair.Create(ScenarioStatistics.NameOf(entry.Key), entry.Value))
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal),
    ];

    private void Add(ScenarioVerdict verdict, long count) => _counts[verdict] = _counts.GetValueOrDefault(verdict) + count;
}
