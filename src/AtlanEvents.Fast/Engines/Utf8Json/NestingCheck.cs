using System.Text.Json;

namespace AtlanEvents.Fast.Engines.Utf8Json;

/// <summary>Tells why <see cref="Utf8JsonReader"/> gave up: its exception says so only in prose.</summary>
internal static class NestingCheck
{
    private const int MaxDepth = 64;

    /// <summary>Whether the first thing wrong with a rejected line is an object or array inside 64 others.</summary>
    public static bool IsTooDeep(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                // CurrentDepth of a start token does not count the container that it starts.
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == MaxDepth)
                    return true;
            }
        }
        catch (JsonException)
        {
            // It is wrong before it is too deep.
        }

        return false;
    }
}
