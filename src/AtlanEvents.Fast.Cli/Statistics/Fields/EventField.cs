using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Statistics.Fields;

/// <summary>A field by its name: a routing field, <c>connection</c>, or the path to any value, such as <c>message.type</c>.</summary>
internal sealed class EventField
{
    private readonly byte[][] _path;

    private EventField(string name, byte[][] path) => (Name, _path) = (name, path);

    /// <summary>The names that are not paths.</summary>
    public static string[] Names { get; } = ["operationType", "typeName", "guid", "qualifiedName", "deleteHandler", "connection"];

    public string Name { get; }

    /// <summary>Finds the field with a name.</summary>
    /// <returns><see langword="null"/> if the name is unknown, and not a path of keys with dots between them.</returns>
    public static EventField? Find(string name)
    {
        if (Names.Contains(name, StringComparer.Ordinal))
            return new EventField(name, []);

        string[] keys = name.Split('.');
        return keys.Length < 2 || keys.Contains("") ? null : new EventField(name, [.. keys.Select(Encoding.UTF8.GetBytes)]);
    }

    /// <summary>Reads the text of the value: an unescaped string, a number, or a literal. A path makes the line be parsed again.</summary>
    /// <param name="view">The event.</param>
    /// <param name="scratch">Receives the text if it is not in the event as it is.</param>
    /// <param name="text">The text, which is valid as long as the view and the content of <paramref name="scratch"/>.</param>
    /// <returns><see langword="false"/> if the value is absent, null, an object or an array.</returns>
    public bool TryRead(in EventView view, ArrayBufferWriter<byte> scratch, out ReadOnlySpan<byte> text)
    {
        if (_path.Length > 0)
        {
            var reader = new Utf8JsonReader(view.Line);
            reader.Read();
            ReadOnlySpan<byte> found = default;
            bool isFound = TryFollow(ref reader, _path, scratch, ref found);
            text = found;
            return isFound;
        }

        Utf8Field field = Name switch
        {
            "operationType" => view.OperationText,
            "typeName" => view.TypeName,
            "guid" => view.Guid,
            "qualifiedName" => view.QualifiedName,
            "deleteHandler" => view.DeleteHandlerText,
            _ => view.ConnectionQualifiedName,
        };
        text = field.Span;
        return field.IsPresent;
    }

    // The last occurrence of a key counts, and replaces everything below the earlier ones, as in JsonDocument.
    private static bool TryFollow(
        scoped ref Utf8JsonReader reader, ReadOnlySpan<byte[]> path, ArrayBufferWriter<byte> scratch, ref ReadOnlySpan<byte> text)
    {
        if (path.IsEmpty)
            return TryReadValue(ref reader, scratch, ref text);

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        bool isFound = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNext = IsKey(ref reader, path[0]);
            reader.Read();
            if (isNext)
                isFound = TryFollow(ref reader, path[1..], scratch, ref text);
            else
                reader.Skip();
        }

        return isFound;
    }

    private static bool TryReadValue(scoped ref Utf8JsonReader reader, ArrayBufferWriter<byte> scratch, ref ReadOnlySpan<byte> text)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null)
        {
            reader.Skip();
            return false;
        }

        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return true;

        scratch.ResetWrittenCount();
        Span<byte> unescaped = scratch.GetSpan(text.Length);
        try
        {
            text = unescaped[..reader.CopyString(unescaped)];
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, which has no UTF-8: the text stays escaped.
        }

        return true;
    }

    private static bool IsKey(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> key)
    {
        try
        {
            return reader.ValueTextEquals(key);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: not equal to any key.
            return false;
        }
    }
}
