using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Writes JSON again in another spelling. Numbers stay as they are written.</summary>
internal sealed class Respelling
{
    private readonly Spelling _spelling;
    private readonly StringBuilder _json;
    private readonly string _colon;
    private readonly string _comma;

    private Respelling(Spelling spelling, int length)
    {
        _spelling = spelling;
        _json = new StringBuilder(2 * length);
        _colon = Has(Spelling.Spaced) ? ": " : ":";
        _comma = Has(Spelling.Spaced) ? ", " : ",";
    }

    /// <summary>The same value in the given spelling.</summary>
    public static string Of(string json, Spelling spelling)
    {
        using var document = JsonDocument.Parse(json);
        var respelling = new Respelling(spelling, json.Length);
        respelling.Append(document.RootElement);
        return respelling._json.ToString();
    }

    private bool Has(Spelling spelling) => (_spelling & spelling) != 0;

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

    // Both sorts are stable.
    private IEnumerable<JsonProperty> InOrder(IEnumerable<JsonProperty> members)
    {
        if (Has(Spelling.Alphabetical))
            members = members.OrderBy(member => member.Name, StringComparer.Ordinal);

        return Has(Spelling.OperationTypeFirst) ? members.OrderBy(member => member.Name == "operationType" ? 0 : 1) : members;
    }

    private void AppendText(string text)
    {
        string literal = JsonLiteral.Of(text);
        if (!Has(Spelling.Escaped) || Ascii.IsValid(literal))
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
