using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Recognises assets that are lineage: processes between other assets.</summary>
internal static class ProcessAsset
{
    /// <summary>
    /// Whether an asset is a process. The result is certain if the event has <c>superTypeNames</c>; otherwise it is inferred.
    /// </summary>
    public static bool IsProcess(ReadOnlySpan<byte> typeName, EventDetails details)
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

        return !hasSuperTypes && (HasProcessName(typeName) || HasInputsAndOutputs(details));
    }

    // Such as ColumnProcess and BIProcess; hive_process in plain Atlas.
    private static bool HasProcessName(ReadOnlySpan<byte> typeName)
        => typeName.EndsWith("Process"u8) || typeName.EndsWith("_process"u8);

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
            // The last occurrence counts.
            if (members.Key.Equals(key))
                hasItems = members.Kind == JsonTokenType.StartArray && new JsonChildren(members.Value).MoveNext();
        }

        return hasItems;
    }
}
