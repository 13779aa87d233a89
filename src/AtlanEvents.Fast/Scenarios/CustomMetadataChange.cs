using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Reads whether custom metadata was set or removed: <c>{"set id":{"attribute id":value or null}}</c>.</summary>
internal static class CustomMetadataChange
{
    /// <summary>Returns the scenario of a change.</summary>
    /// <param name="mutatedDetails">The change. Null removes an attribute or a whole set. Values of other forms are ignored.</param>
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
