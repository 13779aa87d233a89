using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Tells assets that are lineage: the processes between other assets.</summary>
internal static class ProcessAsset
{
    /// <summary>Whether it is a process: certain if the event names the types above its own, else inferred.</summary>
    public static bool Is(ReadOnlySpan<byte> typeName, EventDetails details)
    {
        if (typeName.SequenceEqual("Process"u8))
            return true;

        bool hasSuperTypes = false;
        var superTypes = new JsonChildren(details.SuperTypeNames);
        while (superTypes.Parent == JsonTokenType.StartArray && superTypes.MoveNext())
        {
            if (superTypes.Kind != JsonTokenType.String)
                continue;

            hasSuperTypes = true;
            if (superTypes.Text.Equals("Process"u8))
                return true;
        }

        return !hasSuperTypes && (IsNamedLikeOne(typeName) || HasInputsAndOutputs(details));
    }

    // ColumnProcess, BIProcess; hive_process in plain Atlas.
    private static bool IsNamedLikeOne(ReadOnlySpan<byte> typeName) => typeName.EndsWith("Process"u8) || typeName.EndsWith("_process"u8);

    private static bool HasInputsAndOutputs(EventDetails details)
        => HasItems("inputs"u8, details) && HasItems("outputs"u8, details);

    private static bool HasItems(ReadOnlySpan<byte> key, EventDetails details)
        => HasItems(key, details.Attributes) || HasItems(key, details.RelationshipAttributes);

    private static bool HasItems(ReadOnlySpan<byte> key, ReadOnlySpan<byte> attributes)
    {
        bool hasItems = false;
        var members = new JsonChildren(attributes);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
        {
            // The last one, should it repeat.
            if (members.Key.Equals(key))
                hasItems = members.Kind == JsonTokenType.StartArray && new JsonChildren(members.Value).MoveNext();
        }

        return hasItems;
    }
}
