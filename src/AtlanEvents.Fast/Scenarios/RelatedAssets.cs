using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>The assets that a create names as related: <c>{"anchor":{"guid":...},"inputs":[{"guid":...}]}</c>.</summary>
internal static class RelatedAssets
{
    private const int LongestSpellingOfGuid = 216;

    /// <summary>Notes all of them, with the time of the create.</summary>
    /// <param name="create">The create.</param>
    /// <param name="isLineage">Whether its inputs and outputs are those of lineage.</param>
    /// <param name="window">Where they are noted.</param>
    public static void Name(EventDetails create, bool isLineage, UpdateWindow window)
    {
        if (!create.TryGetEventTime(out long eventTime))
            return;

        Name(create.Attributes, eventTime, isLineage, window);
        Name(create.RelationshipAttributes, eventTime, isLineage, window);
    }

    private static void Name(ReadOnlySpan<byte> attributes, long eventTime, bool isLineage, UpdateWindow window)
    {
        var members = new JsonChildren(attributes);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
        {
            if (members.Kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                continue;

            bool isEnd = isLineage && (members.Key.Equals("inputs"u8) || members.Key.Equals("outputs"u8));
            NameAllOf(members.Value, eventTime, isEnd ? NamedBy.Lineage : NamedBy.Create, window);
        }
    }

    private static void NameAllOf(ReadOnlySpan<byte> related, long eventTime, NamedBy by, UpdateWindow window)
    {
        var items = new JsonChildren(related);
        if (items.Parent == JsonTokenType.StartObject)
        {
            NameOne(related, eventTime, by, window);
            return;
        }

        while (items.MoveNext())
            NameOne(items.Value, eventTime, by, window);
    }

    private static void NameOne(ReadOnlySpan<byte> reference, long eventTime, NamedBy by, UpdateWindow window)
    {
        Span<byte> guid = stackalloc byte[LongestSpellingOfGuid];
        int length = 0;
        var members = new JsonChildren(reference);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
        {
            // The last one, should it repeat.
            if (members.Key.Equals("guid"u8) && (members.Kind != JsonTokenType.String || !members.Text.TryCopyTo(guid, out length)))
                length = 0;
        }

        if (AssetAtTime.TryCreate(eventTime, guid[..length], out AssetAtTime asset))
            window.AddName(asset, by);
    }
}
