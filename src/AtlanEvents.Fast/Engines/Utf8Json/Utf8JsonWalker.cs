using System.Text.Json;
using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Utf8Json;

/// <summary>
/// Walks one line from end to end with <see cref="Utf8JsonReader"/>, into the objects on the path and over all other values.
/// </summary>
internal static class Utf8JsonWalker
{
    /// <summary>Reads a line.</summary>
    /// <param name="reader">A reader at the start of the line.</param>
    /// <param name="located">Receives the fields and traits.</param>
    /// <exception cref="JsonException">The line is not one JSON value, or is nested more than 64 levels deep.</exception>
    public static void Read(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadObject(Place.Root, ref reader, ref located);
        else
            reader.Skip();

        // This read throws on anything but white space after the value.
        reader.Read();
    }

    private static void ReadObject(Place place, ref Utf8JsonReader reader, ref LocatedLine located)
    {
        uint seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Route? route = RoutingTable.Find(place, reader.ValueSpan, reader.ValueIsEscaped);
            reader.Read();
            if (route is not null)
                ReadMember(route, ref seen, ref reader, ref located);
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
        }
    }

    private static void ReadMember(Route route, ref uint seen, ref Utf8JsonReader reader, ref LocatedLine located)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        bool isString = reader.TokenType == JsonTokenType.String;
        located.Add(route, isObject ? (byte)'{' : isString ? (byte)'"' : default, ref seen);

        if (isObject && route.Child != Place.None)
        {
            ReadObject(route.Child, ref reader, ref located);
        }
        else if (isString && route.Field != Field.Count)
        {
            nint start = (nint)reader.TokenStartIndex + 1;
            located.AddField(route.Field, start, start + reader.ValueSpan.Length, reader.ValueIsEscaped);
        }
        else
        {
            reader.Skip();
        }
    }
}
