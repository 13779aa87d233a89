namespace AtlanEvents.Fast.Scenarios;

/// <summary>Classifies events by Atlan's documented scenarios.</summary>
/// <remarks>
/// Costs nothing unless called. For updates and deletes, the operation decides. For other events the line is parsed again.
/// Whether an update accompanied a create depends on several events: see <see cref="ScenarioCounts"/>.
/// </remarks>
public static class EventScenarios
{
    /// <summary>Classifies one event. Never throws on data and allocates nothing.</summary>
    /// <param name="view">The event.</param>
    public static ScenarioVerdict Classify(in EventView view)
    {
        OperationType operation = view.Operation;
        return Classify(view, operation, NeedsDetails(operation) ? EventDetails.Locate(view.Line) : default);
    }

    /// <summary>Whether the scenario depends on more than the routing fields.</summary>
    internal static bool NeedsDetails(OperationType operation) => operation
        is OperationType.EntityCreate
        or OperationType.BusinessAttributeUpdate
        or OperationType.ClassificationAdd
        or OperationType.ClassificationDelete;

    internal static ScenarioVerdict Classify(in EventView view, OperationType operation, EventDetails details) => operation switch
    {
        OperationType.EntityCreate when ProcessAsset.IsProcess(view.TypeName, details) => new(EventScenario.LineageCreated),
        OperationType.EntityCreate => new(EventScenario.AssetCreated),
        OperationType.EntityUpdate => new(EventScenario.AssetUpdated),
        OperationType.EntityDelete => new(EventScenario.AssetDeleted),
        OperationType.BusinessAttributeUpdate => new(CustomMetadataChange.ScenarioOf(details.MutatedDetails)),
        OperationType.ClassificationAdd => new(EventScenario.AssetTagged, TagOrigins.OriginOf(details.MutatedDetails, view.Guid)),
        OperationType.ClassificationDelete => new(EventScenario.AssetUntagged, TagOrigins.OriginOf(details.MutatedDetails, view.Guid)),
        _ => new(EventScenario.Other),
    };
}
