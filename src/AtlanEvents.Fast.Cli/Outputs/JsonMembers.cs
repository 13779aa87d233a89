using System.Text.Encodings.Web;
using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Writes members of the JSON reports.</summary>
internal static class JsonMembers
{
    /// <summary>Escapes only what JSON requires, since the reports are not embedded in HTML.</summary>
    public static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is long known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    public static void WriteCounts(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach ((string text, long count) in counts)
            json.WriteNumber(text, count);

        json.WriteEndObject();
    }
}
