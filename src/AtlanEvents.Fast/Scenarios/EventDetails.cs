using System.Buffers.Text;
using System.Text.Json;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>The values of an event that determine its scenario, as slices of its line; empty if absent.</summary>
/// <remarks>
/// The path to <c>message</c> and <c>entity</c> comes from <see cref="RoutingTable"/>. The last occurrence of a key counts, and a
/// second <c>message</c> or <c>entity</c> replaces everything below the first, as in <see cref="JsonDocument"/>.
/// <code>
/// $ -> message -> eventTime, mutatedDetails
///              -> entity -> superTypeNames, attributes, relationshipAttributes
/// </code>
/// </remarks>
internal ref struct EventDetails
{
    private ReadOnlySpan<byte> _eventTime;

    public ReadOnlySpan<byte> MutatedDetails { get; private set; }

    public ReadOnlySpan<byte> SuperTypeNames { get; private set; }

    public ReadOnlySpan<byte> Attributes { get; private set; }

    public ReadOnlySpan<byte> RelationshipAttributes { get; private set; }

    /// <summary>Locates the values.</summary>
    /// <param name="line">A line that was accepted as an event, so that reading it cannot fail; or empty.</param>
    public static EventDetails Locate(ReadOnlySpan<byte> line)
    {
        var details = default(EventDetails);
        if (line.IsEmpty)
            return details;

        var reader = new Utf8JsonReader(line);
        reader.Read();
        details.ReadObject(Place.Root, ref reader, line);
        return details;
    }

    /// <summary>Reads the time of the request in milliseconds since 1970. All events of one request share it.</summary>
    public readonly bool TryGetEventTime(out long milliseconds)
        => Utf8Parser.TryParse(_eventTime, out milliseconds, out int used) && used == _eventTime.Length;

    private void ReadObject(Place place, scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = new JsonString(reader.ValueSpan, reader.ValueIsEscaped);
            Place child = RoutingTable.Find(place, key.Spelling, key.IsEscaped)?.Child ?? Place.None;
            reader.Read();
            if (child is Place.Message or Place.Entity)
                EnterObject(child, ref reader, line);
            else
                ReadValue(place, key, ref reader, line);
        }
    }

    private void EnterObject(Place place, scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        SuperTypeNames = Attributes = RelationshipAttributes = default;
        if (place == Place.Message)
            _eventTime = MutatedDetails = default;

        if (reader.TokenType == JsonTokenType.StartObject)
            ReadObject(place, ref reader, line);
        else
            reader.Skip();
    }

    private void ReadValue(Place place, scoped JsonString key, scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        ReadOnlySpan<byte> value = line[start..(int)reader.BytesConsumed];
        if (place == Place.Message)
        {
            if (key.Equals("eventTime"u8))
                _eventTime = value;
            else if (key.Equals("mutatedDetails"u8))
                MutatedDetails = value;
        }
        else if (place == Place.Entity)
        {
            if (key.Equals("superTypeNames"u8))
                SuperTypeNames = value;
            else if (key.Equals("attributes"u8))
                Attributes = value;
            else if (key.Equals("relationshipAttributes"u8))
                RelationshipAttributes = value;
        }
    }
}
