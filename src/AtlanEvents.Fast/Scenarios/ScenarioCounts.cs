namespace AtlanEvents.Fast.Scenarios;

/// <summary>Counts the scenarios of a stream, and separates updates that accompany a create from other updates.</summary>
/// <remarks>
/// Every event is counted once: in <see cref="CountOf(EventScenario)"/> or, if it is an update that accompanies a create, in
/// <see cref="UpdatesWith"/>. That an update accompanies a create is inferred: it has the <c>eventTime</c> of the create, and the
/// create refers to its asset. The two may be in either order, with other events between them. Memory is bounded: the last 65,536
/// assets that were updated or referred to, about 10 MB. Not safe for use by several threads at once.
/// </remarks>
public sealed class ScenarioCounts
{
    private readonly long[] _counts = new long[(int)EventScenario.LineageCreated + 1];
    private readonly long[] _taggedBy = new long[(int)TagOrigin.DirectAndPropagated + 1];
    private readonly long[] _untaggedBy = new long[(int)TagOrigin.DirectAndPropagated + 1];
    private readonly UpdateWindow _updates = new();

    /// <summary>The number of events added.</summary>
    public long Events { get; private set; }

    /// <summary>The number of events of a scenario.</summary>
    /// <param name="scenario">The scenario. <see cref="EventScenario.AssetUpdated"/> excludes updates that accompany a create.</param>
    public long CountOf(EventScenario scenario)
        => scenario == EventScenario.AssetUpdated ? _updates.CountOf(ReferredBy.None) : _counts[(int)scenario];

    /// <summary>The number of events of a scenario whose tags have an origin.</summary>
    /// <param name="scenario">
    /// <see cref="EventScenario.AssetTagged"/> or <see cref="EventScenario.AssetUntagged"/>; 0 for any other.
    /// </param>
    /// <param name="origin">The origin.</param>
    public long CountOf(EventScenario scenario, TagOrigin origin) => scenario switch
    {
        EventScenario.AssetTagged => _taggedBy[(int)origin],
        EventScenario.AssetUntagged => _untaggedBy[(int)origin],
        _ => 0,
    };

    /// <summary>
    /// The number of updates that accompany a create: of inputs and outputs of lineage, or of assets related to a new asset.
    /// </summary>
    /// <param name="scenario">
    /// <see cref="EventScenario.LineageCreated"/> or <see cref="EventScenario.AssetCreated"/>; 0 for any other.
    /// </param>
    public long UpdatesWith(EventScenario scenario) => scenario switch
    {
        EventScenario.LineageCreated => _updates.CountOf(ReferredBy.Lineage),
        EventScenario.AssetCreated => _updates.CountOf(ReferredBy.Create),
        _ => 0,
    };

    /// <summary>Adds an event. Allocates nothing once the memory for updates has reached its bound.</summary>
    /// <param name="view">The event. Add the events of one stream in their order.</param>
    public void Add(in EventView view)
    {
        Events++;
        OperationType operation = view.Operation;
        if (operation == OperationType.EntityUpdate)
        {
            AddUpdate(view);
            return;
        }

        EventDetails details = EventScenarios.NeedsDetails(operation) ? EventDetails.Locate(view.Line) : default;
        ScenarioVerdict verdict = EventScenarios.Classify(view, operation, details);
        _counts[(int)verdict.Scenario]++;
        switch (verdict.Scenario)
        {
            case EventScenario.AssetTagged:
                _taggedBy[(int)verdict.TagOrigin]++;
                break;

            case EventScenario.AssetUntagged:
                _untaggedBy[(int)verdict.TagOrigin]++;
                break;

            case EventScenario.AssetCreated or EventScenario.LineageCreated:
                RelatedAssets.AddReferences(details, verdict.Scenario == EventScenario.LineageCreated, _updates);
                break;
        }
    }

    private void AddUpdate(in EventView view)
    {
        EventDetails details = EventDetails.Locate(view.Line);
        if (details.TryGetEventTime(out long eventTime) && AssetAtTime.TryCreate(eventTime, view.Guid.Span, out AssetAtTime asset))
            _updates.AddUpdate(asset);
        else
            _updates.AddUnknownUpdate();
    }
}
