using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Writes messages to standard error: as text, or as one JSON object a line.</summary>
internal static class ErrorMessage
{
    /// <summary>Whether messages are JSON objects, whose members have the names of .NET's JSON logs.</summary>
    public static bool IsJson { get; set; }

    /// <summary>Writes a message, which in text has the form <c>atlan-events: message</c>.</summary>
    public static void Write(string message)
    {
        if (IsJson)
            WriteJson(message);
        else
            Console.Error.WriteLine($"atlan-events: {Printable.Of(message)}");
    }

    /// <summary>Writes a line of a summary, which in text stands alone.</summary>
    public static void WriteLine(string line)
    {
        if (IsJson)
            WriteJson(line.Trim());
        else
            Console.Error.WriteLine(line);
    }

    private static void WriteJson(string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("Category", "AtlanEvents.Fast.Cli");
            json.WriteString("Message", message);
            json.WriteEndObject();
        }

        Console.Error.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
