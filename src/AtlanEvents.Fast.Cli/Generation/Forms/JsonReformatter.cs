using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Ways in which another program may write the same JSON value.</summary>
[Flags]
internal enum JsonStyle
{
    /// <summary>A space after every <c>:</c> and <c>,</c>.</summary>
    Spaced = 1 << 0,

    /// <summary>Non-ASCII characters as <c>\uXXXX</c>.</summary>
    Escaped = 1 << 1,

    /// <summary>The keys of every object in alphabetical order.</summary>
    Alphabetical = 1 << 2,

    /// <summary><c>operationType</c> before all other keys of its object.</summary>
    OperationTypeFirst = 1 << 3,
}

/// <summary>Reformats JSON in another style. Numbers keep their digits.</summary>
internal sealed class JsonReformatter(JsonStyle style, int length)
{
    private readonly StringBuilder _json = new(2 * length);
    private readonly string _colon = style.HasFlag(JsonStyle.Spaced) ? ": " : ":";
    private readonly string _comma = style.HasFlag(JsonStyle.Spaced) ? ", " : ",";

    /// <summary>Formats a value in the given style.</summary>
    public static string Format(string json, JsonStyle style)
    {
        using var document = JsonDocument.Parse(json);
        var reformatter = new JsonReformatter(style, json.Length);
        reformatter.Append(document.RootElement);
        return reformatter._json.ToString();
    }

    private void Append(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(value);
                break;

            case JsonValueKind.Array:
                AppendArray(value);
                break;

            case JsonValueKind.String:
                AppendText(value.GetString()!);
                break;

            default:
                _json.Append(value.GetRawText());
                break;
        }
    }

    private void AppendObject(JsonElement value)
    {
        string separator = "";
        _json.Append('{');
        foreach (JsonProperty member in InOrder(value.EnumerateObject()))
        {
            _json.Append(separator);
            AppendText(member.Name);
            _json.Append(_colon);
            Append(member.Value);
            separator = _comma;
        }

        _json.Append('}');
    }

    private void AppendArray(JsonElement value)
    {
        string separator = "";
        _json.Append('[');
        foreach (JsonElement item in value.EnumerateArray())
        {
            _json.Append(separator);
            Append(item);
            separator = _comma;
        }

        _json.Append(']');
    }

    // OrderBy is stable.
    private IEnumerable<JsonProperty> InOrder(IEnumerable<JsonProperty> members)
    {
        if (style.HasFlag(JsonStyle.Alphabetical))
            members = members.OrderBy(member => member.Name, StringComparer.Ordinal);

        return style.HasFlag(JsonStyle.OperationTypeFirst) ? members.OrderBy(member => member.Name == "operationType" ? 0 : 1) : members;
    }

    private void AppendText(string text)
    {
        string literal = JsonLiteral.Of(text);
        if (!style.HasFlag(JsonStyle.Escaped) || Ascii.IsValid(literal))
        {
            _json.Append(literal);
            return;
        }

        foreach (char c in literal)
        {
            if (char.IsAscii(c))
                _json.Append(c);
            else
                _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
    }
}
