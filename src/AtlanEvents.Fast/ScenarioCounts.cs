using AtlanEvents.Fast.Scenarios;

namespace AtlanEvents.Fast;

/// <summary>Counts the scenarios of a stream, and tells updates that came with a create from updates of their own.</summary>
/// <remarks>
/// Every event is counted once: in <see cref="CountOf(EventScenario)"/>, or, if it is an update that came with a create, in
/// <see cref="UpdatesWith"/>. Such an update is inferred: it has the <c>eventTime</c> of the create, and the create names its asset. It may stand
/// before or behind the create, with other events between them. What is remembered for this is bounded: the last 65,536 assets that
/// were updated or named, some 10 MB. Not safe for use by several threads at once.
/// </remarks>
public sealed class ScenarioCounts
{
    private readonly long[] _counts = new long[(int)EventScenario.LineageCreated + 1];
    private readonly long[] _taggedBy = new long[(int)TagOrigin.DirectAndPropagated + 1];
    private readonly long[] _untaggedBy = new long[(int)TagOrigin.DirectAndPropagated + 1];
    private readonly UpdateWindow _updates = new();

    /// <summary>How many events were added.</summary>
    public long Events { get; private set; }

    /// <summary>How many events are this scenario, by themselves.</summary>
    /// <param name="scenario">The scenario. <see cref="EventScenario.AssetUpdated"/> leaves out the updates that came with a create.</param>
    public long CountOf(EventScenario scenario)
        => scenario == EventScenario.AssetUpdated ? _updates.Count(NamedBy.Nobody) : _counts[(int)scenario];

    /// <summary>How many events are this scenario, for tags of this origin.</summary>
    /// <param name="scenario"><see cref="EventScenario.AssetTagged"/> or <see cref="EventScenario.AssetUntagged"/>; of any other there are none.</param>
    /// <param name="origin">Where the tags were put.</param>
    public long CountOf(EventScenario scenario, TagOrigin origin) => scenario switch
    {
        EventScenario.AssetTagged => _taggedBy[(int)origin],
        EventScenario.AssetUntagged => _untaggedBy[(int)origin],
        _ => 0,
    };

    /// <summary>How many updates came with a create: those of the inputs and outputs of lineage, or those of assets related to a new asset.</summary>
    /// <param name="scenario"><see cref="EventScenario.LineageCreated"/> or <see cref="EventScenario.AssetCreated"/>; with any other there come none.</param>
    public long UpdatesWith(EventScenario scenario) => scenario switch
    {
        EventScenario.LineageCreated => _updates.Count(NamedBy.Lineage),
        EventScenario.AssetCreated => _updates.Count(NamedBy.Create),
        _ => 0,
    };

    /// <summary>Counts an event. Allocates nothing once the memory of the last updates has its size.</summary>
    /// <param name="view">The event. Add those of one stream, in their order.</param>
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
                RelatedAssets.Name(details, verdict.Scenario == EventScenario.LineageCreated, _updates);
                break;
        }
    }

    private void AddUpdate(in EventView view)
    {
        EventDetails details = EventDetails.Locate(view.Line);
        if (details.TryGetEventTime(out long eventTime) && AssetAtTime.TryCreate(eventTime, view.Guid.Span, out AssetAtTime asset))
            _updates.AddUpdate(asset);
        else
            _updates.AddUpdateOfNobody();
    }
}
