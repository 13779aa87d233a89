using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Tells custom metadata that was set from such that was removed: <c>{"set id":{"attribute id":value or null}}</c>.</summary>
internal static class CustomMetadataChange
{
    /// <param name="mutatedDetails">What changed. Null removes an attribute, or a whole set; what has another shape tells nothing.</param>
    public static EventScenario ScenarioOf(ReadOnlySpan<byte> mutatedDetails)
    {
        bool isAdded = false;
        bool isRemoved = false;
        var sets = new JsonChildren(mutatedDetails);
        while (sets.Parent == JsonTokenType.StartObject && sets.MoveNext())
        {
            isRemoved |= sets.Kind == JsonTokenType.Null;
            if (sets.Kind != JsonTokenType.StartObject)
                continue;

            var attributes = new JsonChildren(sets.Value);
            while (attributes.MoveNext())
            {
                isRemoved |= attributes.Kind == JsonTokenType.Null;
                isAdded |= attributes.Kind != JsonTokenType.Null;
            }
        }

        return (isAdded, isRemoved) switch
        {
            (true, true) => EventScenario.CustomMetadataAddedAndRemoved,
            (true, false) => EventScenario.CustomMetadataAdded,
            (false, true) => EventScenario.CustomMetadataRemoved,
            (false, false) => EventScenario.CustomMetadataChanged,
        };
    }
}
