using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Tells tags that were put on the asset of the event from such that propagated to it: <c>[{"typeName":...,"entityGuid":...}]</c>.</summary>
internal static class TagPlacement
{
    /// <param name="mutatedDetails">The tags. One without <c>entityGuid</c> tells nothing.</param>
    /// <param name="guid">The asset of the event.</param>
    public static TagOrigin OriginOf(ReadOnlySpan<byte> mutatedDetails, Utf8Field guid)
    {
        var origin = TagOrigin.Unknown;
        var tags = new JsonChildren(mutatedDetails);
        while (guid.IsPresent && tags.Parent == JsonTokenType.StartArray && tags.MoveNext())
        {
            if (tags.Kind == JsonTokenType.StartObject)
                origin |= OriginOfTag(tags.Value, guid.Span);
        }

        return origin;
    }

    private static TagOrigin OriginOfTag(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> guid)
    {
        var origin = TagOrigin.Unknown;
        var members = new JsonChildren(tag);
        while (members.MoveNext())
        {
            if (!members.Key.Equals("entityGuid"u8))
                continue;

            // The last one, should it repeat.
            origin = TagOrigin.Unknown;
            if (members.Kind == JsonTokenType.String)
                origin = members.Text.Equals(guid) ? TagOrigin.Direct : TagOrigin.Propagated;
        }

        return origin;
    }
}
