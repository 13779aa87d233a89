using AtlanEvents.Fast.Scenarios;

namespace AtlanEvents.Fast;

/// <summary>Tells which of Atlan's documented scenarios an event belongs to.</summary>
/// <remarks>
/// Nothing of this is done unless it is asked for. Updates and deletes are told by their operation alone; of the other events the
/// line is read once more. Whether an update came with a create is told by several events: see <see cref="ScenarioCounts"/>.
/// </remarks>
public static class EventScenarios
{
    /// <summary>Classifies one event. Throws nothing, whatever the line holds, and allocates nothing.</summary>
    /// <param name="view">The event.</param>
    public static ScenarioVerdict Classify(in EventView view)
    {
        OperationType operation = view.Operation;
        return Classify(view, operation, NeedsDetails(operation) ? EventDetails.Locate(view.Line) : default);
    }

    /// <summary>Whether the five routing fields are not enough.</summary>
    internal static bool NeedsDetails(OperationType operation) => operation
        is OperationType.EntityCreate
        or OperationType.BusinessAttributeUpdate
        or OperationType.ClassificationAdd
        or OperationType.ClassificationDelete;

    internal static ScenarioVerdict Classify(in EventView view, OperationType operation, EventDetails details) => operation switch
    {
        OperationType.EntityCreate => new(ProcessAsset.Is(view.TypeName.Span, details) ? EventScenario.LineageCreated : EventScenario.AssetCreated),
        OperationType.EntityUpdate => new(EventScenario.AssetUpdated),
        OperationType.EntityDelete => new(EventScenario.AssetDeleted),
        OperationType.BusinessAttributeUpdate => new(CustomMetadataChange.ScenarioOf(details.MutatedDetails)),
        OperationType.ClassificationAdd => new(EventScenario.AssetTagged, TagPlacement.OriginOf(details.MutatedDetails, view.Guid)),
        OperationType.ClassificationDelete => new(EventScenario.AssetUntagged, TagPlacement.OriginOf(details.MutatedDetails, view.Guid)),
        _ => new(EventScenario.Other),
    };
}
