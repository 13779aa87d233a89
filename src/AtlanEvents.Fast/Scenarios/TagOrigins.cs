using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Reads whether tags were put on the asset or propagated to it: <c>[{"typeName":...,"entityGuid":...}]</c>.</summary>
internal static class TagOrigins
{
    /// <summary>Returns the origin of tags.</summary>
    /// <param name="mutatedDetails">The tags. Tags without <c>entityGuid</c> are ignored.</param>
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

            // The last occurrence counts.
            origin = TagOrigin.Unknown;
            if (members.Kind == JsonTokenType.String)
                origin = members.Text.Equals(guid) ? TagOrigin.Direct : TagOrigin.Propagated;
        }

        return origin;
    }
}
