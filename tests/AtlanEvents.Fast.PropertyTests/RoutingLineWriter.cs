namespace AtlanEvents.Fast.PropertyTests;

/// <summary>
/// Writes small lines that consist of routing keys, in their places and in others, often repeated, with values of every kind, and sometimes
/// nested close to the limit. Most are well-formed.
/// </summary>
internal sealed class RoutingLineWriter(Random random)
{
    private static readonly string[] s_rootKeys = ["message", "message", "message", "type", "payload", "atlan-webhook", "guid", "entity"];
    private static readonly string[] s_messageKeys =
        ["entity", "entity", "entity", "operationType", "type", "entities", "relationship", "message", "guid", "mutatedDetails"];

    private static readonly string[] s_entityKeys =
        ["typeName", "guid", "attributes", "attributes", "deleteHandler", "qualifiedName", "entity", "status"];

    private static readonly string[] s_attributeKeys = ["qualifiedName", "qualifiedName", "name", "guid", "attributes"];

    private static readonly string[] s_values =
    [
        "\"a\"", "\"b\"", "\"\"", "\"\\u00e9\"", "\"\\uD83D\\uDE00\"", "\"\\uD800\"", "\"ENTITY_DELETE\"", "\"HARD\"", "\"TRAIT_ADD\"",
        "\"RELATIONSHIP_CREATE\"", "\"ENTITY_NOTIFICATION_V1\"", "\"ENTITY_NOTIFICATION_V2\"", "\"ENTITY_CREATE_V2\"", "\"TYPE_CREATE\"",
        "null", "true", "0", "[]", "{}", "[{\"guid\":\"x\"}]", "{\"guid\":\"x\",\"qualifiedName\":\"x\",\"entity\":{}}",
    ];

    private readonly StringBuilder _text = new();

    public byte[] Write()
    {
        WriteObject(s_rootKeys, level: 0);

        // Sometimes truncated, or followed by garbage.
        string text = _text.ToString();
        if (random.Next(20) == 0)
            text = text[..random.Next(1, text.Length + 1)];
        else if (random.Next(20) == 0)
            text += Pick(["x", "{}", ",", " ", "\t "]);

        return Encoding.UTF8.GetBytes(text);
    }

    private void WriteObject(string[] keys, int level)
    {
        _text.Append('{');
        int count = random.Next(level == 0 ? 1 : 0, 5);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                _text.Append(',');

            string key = Pick(keys);
            WriteKey(key);
            _text.Append(':');
            WriteValue(key, level);
        }

        _text.Append('}');
    }

    private void WriteKey(string key)
    {
        int escaped = random.Next(8) == 0 ? random.Next(key.Length) : -1;
        _text.Append('"');
        for (int i = 0; i < key.Length; i++)
        {
            if (i == escaped)
                _text.Append("\\u00").Append($"{(int)key[i]:x2}");
            else
                _text.Append(key[i]);
        }

        _text.Append('"');
    }

    private void WriteValue(string key, int level)
    {
        string[]? keys = (level, key) switch
        {
            (0, "message") => s_messageKeys,
            (1, "entity") => s_entityKeys,
            (2, "attributes") => s_attributeKeys,
            _ => null,
        };
        if (keys is not null && random.Next(6) > 0)
            WriteObject(keys, level + 1);
        else if (random.Next(60) == 0)
            WriteNested(level + 1);
        else
            _text.Append(Pick(s_values));
    }

    // Nests the line to about 64 levels, sometimes with wrong closing brackets.
    private void WriteNested(int level)
    {
        int depth = 64 - level + random.Next(-1, 3);
        int closed = random.Next(3) == 0 ? depth - random.Next(3) : depth;
        _text.Append('[', depth).Append(Pick(["", "", "1", "tru", "{}"])).Append(']', closed);
    }

    private string Pick(string[] items) => items[random.Next(items.Length)];
}

/// <summary>A small line with routing keys; see <see cref="RoutingLineWriter"/>.</summary>
public sealed record RoutingLine(byte[] Bytes)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}
