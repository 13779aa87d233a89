using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Finds <c>$.message.eventTime</c> of an event.</summary>
internal static class EventTime
{
    /// <param name="line">A valid event.</param>
    /// <returns>The digits of the number; empty if it is absent or not a number.</returns>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> time = default;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = HasKey(reader, "message"u8);
            reader.Read();
            if (isMessage)
                time = FindInMessage(ref reader, line);
            else
                reader.Skip();
        }

        return time;
    }

    private static ReadOnlySpan<byte> FindInMessage(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> time = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return time;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTime = HasKey(reader, "eventTime"u8);
            reader.Read();
            if (isTime && reader.TokenType == JsonTokenType.Number)
                time = line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];

            reader.Skip();
        }

        return time;
    }

    // An escaped key is treated as another key: no known producer escapes these.
    private static bool HasKey(in Utf8JsonReader reader, ReadOnlySpan<byte> key)
        => !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(key);
}
