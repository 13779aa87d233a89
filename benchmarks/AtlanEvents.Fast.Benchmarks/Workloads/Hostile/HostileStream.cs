using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>Writes events of the mixed stream, changed by a derived class so that they are hard to read fast.</summary>
/// <remarks>Deterministic. An instance writes once.</remarks>
internal abstract class HostileStream
{
    private const int Length = 5_000_000;

    /// <summary>The source of all randomness.</summary>
    protected SplitMix64 Random { get; } = new(1);

    /// <summary>The probability that an attribute is missing from an event.</summary>
    protected virtual double DropRate => 0.1;

    /// <summary>Writes 5 MB of NDJSON, ending with a whole line.</summary>
    public void Write(Stream output)
    {
        foreach (JsonObject message in SampleEvents.Read(DropRate))
        {
            output.Write(Line(message));
            output.WriteByte((byte)'\n');
            if (output.Position >= Length)
                return;
        }
    }

    /// <summary>Creates the line of an event, without its newline.</summary>
    /// <param name="line">The event, from its root; may be changed.</param>
    protected virtual byte[] Line(JsonObject line) => Encoding.UTF8.GetBytes(ToJson(line));

    /// <summary>The members of an object, in the order and with the names to write.</summary>
    protected virtual IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject value) => value;

    /// <summary>Appends white space between two tokens.</summary>
    protected virtual void AppendSpace(StringBuilder json)
    {
    }

    protected virtual void AppendKey(StringBuilder json, string key) => json.Append(JsonLiteral.Of(key));

    protected virtual void AppendText(StringBuilder json, string text) => json.Append(JsonLiteral.Of(text));

    protected static JsonObject AttributesOf(JsonObject line) => line["message"]!["entity"]!["attributes"]!.AsObject();

    protected string ToJson(JsonNode? node)
    {
        var json = new StringBuilder(4096);
        Append(json, node);
        return json.ToString();
    }

    private void Append(StringBuilder json, JsonNode? node)
    {
        if (node is JsonObject value)
            AppendAll(json, '{', Members(value), AppendMember, '}');
        else if (node is JsonArray array)
            AppendAll(json, '[', array, Append, ']');
        else if (node?.GetValueKind() == JsonValueKind.String)
            AppendText(json, node.GetValue<string>());
        else
            json.Append(node?.ToJsonString() ?? "null");
    }

    private void AppendMember(StringBuilder json, KeyValuePair<string, JsonNode?> member)
    {
        AppendKey(json, member.Key);
        AppendSpace(json);
        json.Append(':');
        AppendSpace(json);
        Append(json, member.Value);
    }

    private void AppendAll<T>(StringBuilder json, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        json.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            if (!isFirst)
                json.Append(',');

            AppendSpace(json);
            append(json, item);
            AppendSpace(json);
            isFirst = false;
        }

        json.Append(close);
    }
}
