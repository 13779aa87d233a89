using System.Buffers.Text;
using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Where the parts of an event stand that tell its scenario: slices of its line, empty if absent.</summary>
/// <remarks>
/// Of a key that repeats the last one counts, and a second <c>message</c> or <c>entity</c> replaces all below the first, as in
/// <see cref="JsonDocument"/>.
/// <code>
/// $ -> message -> eventTime, mutatedDetails
///              -> entity -> superTypeNames, attributes, relationshipAttributes
/// </code>
/// </remarks>
internal ref struct EventDetails
{
    private ReadOnlySpan<byte> _eventTime;

    /// <summary>What changed.</summary>
    public ReadOnlySpan<byte> MutatedDetails { get; private set; }

    /// <summary>The types that the asset's type extends.</summary>
    public ReadOnlySpan<byte> SuperTypeNames { get; private set; }

    public ReadOnlySpan<byte> Attributes { get; private set; }

    public ReadOnlySpan<byte> RelationshipAttributes { get; private set; }

    /// <summary>Finds them.</summary>
    /// <param name="line">A line that was accepted as an event, so that reading it cannot fail.</param>
    public static EventDetails Locate(ReadOnlySpan<byte> line)
    {
        var details = default(EventDetails);
        if (line.IsEmpty)
            return details;

        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (ReadKey(ref reader))
        {
            bool isMessage = IsKey(ref reader, "message"u8);
            reader.Read();
            if (isMessage)
                details.ReadMessage(ref reader, line);
            else
                reader.Skip();
        }

        return details;
    }

    /// <summary>When it happened, in milliseconds since 1970: all events of one request have the same time.</summary>
    public readonly bool TryGetEventTime(out long milliseconds)
        => Utf8Parser.TryParse(_eventTime, out milliseconds, out int used) && used == _eventTime.Length;

    private void ReadMessage(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        this = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (ReadKey(ref reader))
        {
            if (IsKey(ref reader, "eventTime"u8))
                _eventTime = ReadValue(ref reader, line);
            else if (IsKey(ref reader, "mutatedDetails"u8))
                MutatedDetails = ReadValue(ref reader, line);
            else if (IsKey(ref reader, "entity"u8))
                ReadEntity(ref reader, line);
            else
                _ = ReadValue(ref reader, line);
        }
    }

    private void ReadEntity(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        SuperTypeNames = Attributes = RelationshipAttributes = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (ReadKey(ref reader))
        {
            if (IsKey(ref reader, "superTypeNames"u8))
                SuperTypeNames = ReadValue(ref reader, line);
            else if (IsKey(ref reader, "attributes"u8))
                Attributes = ReadValue(ref reader, line);
            else if (IsKey(ref reader, "relationshipAttributes"u8))
                RelationshipAttributes = ReadValue(ref reader, line);
            else
                _ = ReadValue(ref reader, line);
        }
    }

    private static bool ReadKey(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    private static bool IsKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> key)
        => new JsonString(reader.ValueSpan, reader.ValueIsEscaped).Equals(key);

    private static ReadOnlySpan<byte> ReadValue(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }
}
