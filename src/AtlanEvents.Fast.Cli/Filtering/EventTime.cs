using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Finds <c>$.message.eventTime</c> of an event.</summary>
internal static class EventTime
{
    /// <param name="line">A line that was accepted as an event.</param>
    /// <returns>The number as it is spelled; empty if there is none, or none that is sure.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> time = default;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = IsKey(reader, "message"u8);
            reader.Read();
            if (isMessage)
                time = OfMessage(ref reader, line);
            else
                reader.Skip();
        }

        return time;
    }

    private static ReadOnlySpan<byte> OfMessage(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> time = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return time;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTime = IsKey(reader, "eventTime"u8);
            reader.Read();
            if (isTime && reader.TokenType == JsonTokenType.Number)
                time = line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];

            reader.Skip();
        }

        return time;
    }

    // Nobody escapes it; and a key that is no text cannot be compared.
    private static bool IsKey(in Utf8JsonReader reader, ReadOnlySpan<byte> key) => !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(key);
}
