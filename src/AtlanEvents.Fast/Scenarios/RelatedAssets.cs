using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Reads the assets that a create refers to: <c>{"anchor":{"guid":...},"inputs":[{"guid":...}]}</c>.</summary>
internal static class RelatedAssets
{
    private const int MaxEscapedGuidLength = 216;

    /// <summary>Adds all references, with the time of the create.</summary>
    /// <param name="create">The create.</param>
    /// <param name="isLineage">Whether the create is lineage, so that its inputs and outputs count as such.</param>
    /// <param name="window">Receives the references.</param>
    public static void AddReferences(EventDetails create, bool isLineage, UpdateWindow window)
    {
        if (!create.TryGetEventTime(out long eventTime))
            return;

        AddReferences(create.Attributes, eventTime, isLineage, window);
        AddReferences(create.RelationshipAttributes, eventTime, isLineage, window);
    }

    private static void AddReferences(ReadOnlySpan<byte> attributes, long eventTime, bool isLineage, UpdateWindow window)
    {
        var members = new JsonChildren(attributes);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
        {
            if (members.Kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                continue;

            bool isLineageEnd = isLineage && (members.Key.Equals("inputs"u8) || members.Key.Equals("outputs"u8));
            AddAll(members.Value, eventTime, isLineageEnd ? ReferredBy.Lineage : ReferredBy.Create, window);
        }
    }

    private static void AddAll(ReadOnlySpan<byte> related, long eventTime, ReferredBy by, UpdateWindow window)
    {
        var items = new JsonChildren(related);
        if (items.Parent == JsonTokenType.StartObject)
        {
            AddOne(related, eventTime, by, window);
            return;
        }

        while (items.MoveNext())
            AddOne(items.Value, eventTime, by, window);
    }

    private static void AddOne(ReadOnlySpan<byte> reference, long eventTime, ReferredBy by, UpdateWindow window)
    {
        Span<byte> guid = stackalloc byte[MaxEscapedGuidLength];
        int length = 0;
        var members = new JsonChildren(reference);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
        {
            // The last occurrence counts.
            if (members.Key.Equals("guid"u8) && (members.Kind != JsonTokenType.String || !members.Text.TryCopyTo(guid, out length)))
                length = 0;
        }

        if (AssetAtTime.TryCreate(eventTime, guid[..length], out AssetAtTime asset))
            window.AddReference(asset, by);
    }
}
