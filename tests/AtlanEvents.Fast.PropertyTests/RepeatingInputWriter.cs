namespace AtlanEvents.Fast.PropertyTests;

/// <summary>
/// Writes streams whose lines have the same members in the same order, with different values, some members missing, and sometimes an
/// unusual or invalid value: everything that an engine which only checks differences must distinguish.
/// </summary>
internal sealed class RepeatingInputWriter
{
    // Valid and invalid numbers, many with lengths around vector widths.
    private static readonly string[] s_oddNumbers =
    [
        "0", "-0", "00", "01", "-01", "1.", "1.5", ".5", "-", "+1", "1e", "1e5", "1E+2", "1e+", "0.0e-0", "1a", "12 ", " 12", "1 2", "0x1",
        "1.5.5", "--1",
        new('7', 31), new('7', 32), new('7', 33), new('7', 63), new('7', 64), new('7', 65), "0" + new string('7', 40), new string('7', 64)
            + ".",
        "\"1\"", "null", "[1]", "",
    ];

    // Valid and invalid content of strings. Characters of Latin-1 are raw bytes, so that the content can be invalid UTF-8.
    private static readonly string[] s_oddTexts =
    [
        "", "\\u00e9", "\\\\", "\\\"", "\\/", "\\x", "\\u12", "\\uD800", "\\uD83D\\uDE00", "\\", "\"", "a\"b", "\",\"guid\":\"x", "\u0000",
        "\u0001", "\u001f", "\t", "\r",
        "\u007f", "\u00c3\u00a9", "\u00f0\u009f\u0098\u0080", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f0\u009f\u0098", "\u0080",
        "\u00ff", "{", "}", "},{", "]", ",", ":",
        new('x', 31), new('x', 32), new('x', 63), new('x', 64), new('x', 65), new('x', 300), new string('x', 62) + "\\", new string('x', 63)
            + "\u0001",
        new string('x', 63) + "\u00c3\u00a9", new string('x', 127) + "\u00c3", new string('\\', 64), new string('\\', 65),
    ];

    private static readonly string[] s_unusualValues =
    [
        "null", "true", "false", "tru", "nul", "\"x\"", "\"", "0", "01", "[]", "{}", "[", "}", "[1,2,{\"guid\":\"x\"}]", "[1,]",
        "{\"a\":1,\"a\":2}",
        "{\"qualifiedName\":\"x\"}", "", " ", "1,2", "1}", new string('[', 61) + new string(']', 61),
        new string('[', 64) + new string(']', 64), "\"\\uD800\"",
    ];

    private readonly Random _random;
    private readonly LineMutator _mutator;
    private readonly double _irregularity;
    private readonly double _leftOut;
    private readonly double _damage;
    private readonly string _comma;
    private readonly string _colon;

    public RepeatingInputWriter(Random random)
    {
        // Streams differ; many are regular except for one thing.
        _random = random;
        _mutator = new LineMutator(random);
        _irregularity = Pick([0, 0.003, 0.01, 0.05]);
        _leftOut = Pick([0, 0, 0.02, 0.2]);
        _damage = Pick([0, 0.02, 0.1]);
        bool isSpaced = random.Next(4) == 0;
        (_comma, _colon) = isSpaced ? (", ", ": ") : (",", ":");
    }

    public byte[] Write(int lines)
    {
        // Starts with a newline, so that damage cannot create a byte order mark.
        var bytes = new List<byte> { (byte)'\n' };
        for (int i = 0; i < lines; i++)
        {
            byte[] line = Encoding.Latin1.GetBytes(Line());
            bytes.AddRange(Happens(_damage) ? _mutator.Mutate(line, 1) : line);
            bytes.AddRange(Happens(0.05) ? "\r\n"u8 : Happens(0.03) ? "  \n"u8 : "\n"u8);
        }

        if (Happens(0.5))
            bytes.RemoveAt(bytes.Count - 1);

        return [.. bytes];
    }

    private string Line() => Object(
        Member("source", "{}"),
        Member("version", "{\"version\":\"1.0.0\",\"versionParts\":[1]}"),
        Member("msgSplitIdx", Number(1)),
        Member("msgSourceIP", Text("10.121.193.", 3)),
        Member("msgCreationTime", Number(13)),
        Member("message",
            Object(Member("type", Happens(_irregularity) ? Text("ENTITY_", 2) : "\"ENTITY_NOTIFICATION_V2\""),
            Member("entity",
                Object(Member("typeName", Happens(0.5) ? "\"Column\"" : Text("T", 1)),
                Member("attributes",
                    Object(Member("name", Text("c", 8)),
                    Member("popularity", Happens(0.8) ? Number(3) : Any("1.17549435e-38")),
                    Member("qualifiedName", Text("default/bigquery/1665130698/db/schema/table/", 12)),
                    Member("description", Any(Text("d", 40))),
                    Member("replicatedTo", Any("[]")))),
                Member("guid", Text("ff9d053f-5bd8-4149-81d3-", 12)),
                Member("status", Text("DELETED", 0)),
                Member("isIncomplete", Any("false")),
                Member("createTime", Number(13)),
                Member("deleteHandler", Happens(0.5) ? "\"HARD\"" : Text("SOF", 1)))),
            Member("operationType", Happens(0.7) ? "\"ENTITY_DELETE\"" : Text("ENTITY_", 4)),
            Member("eventTime", Number(13)))));

    private string Object(params string[] members)
    {
        var kept = members.Where(_ => !Happens(_leftOut)).ToList();
        if (kept.Count > 1 && Happens(_irregularity))
            kept.Insert(_random.Next(kept.Count), Pick([.. kept]));

        if (kept.Count > 1 && Happens(_irregularity))
            kept.Reverse(_random.Next(kept.Count - 1), 2);

        return $"{{{string.Join(Happens(_irregularity / 4) ? Pick([",,", " , ", ""]) : _comma, kept)}}}";
    }

    private string Member(string key, string value)
    {
        if (Happens(_irregularity / 2))
            key = Pick([key + "x", key[1..], $"\\u00{(int)key[0]:x2}{key[1..]}", "guid", "attributes", "a\\", key + "\""]);

        string colon = Happens(_irregularity / 2) ? Pick([" :", ": ", ":\t", " : "]) : _colon;
        return $"\"{key}\"{colon}{value}";
    }

    private string Number(int digits)
    {
        if (Happens(_irregularity))
            return Pick(s_oddNumbers);

        string rest = string.Concat(Enumerable.Range(1, Happens(0.1) ? _random.Next(20) : digits - 1).Select(_ => _random.Next(10)));
        return $"{_random.Next(1, 10)}{rest}";
    }

    private string Text(string start, int characters)
    {
        string text = Letters(Happens(0.1) ? _random.Next(70) : characters);
        if (Happens(_irregularity))
            text = text.Insert(_random.Next(text.Length + 1), Pick(s_oddTexts));

        return $"\"{start}{text}\"";
    }

    private string Any(string usual)
        => Happens(_irregularity + 0.05) ? Pick(Happens(0.5) ? ["null", "true", "[]", "\"x\"", "7"] : s_unusualValues) : usual;

    private string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)_random.Next('a', 'z' + 1)));

    private bool Happens(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}

/// <summary>A stream of similar lines, which an engine learns, and of unexpected ones.</summary>
public sealed record RepeatingInput(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
