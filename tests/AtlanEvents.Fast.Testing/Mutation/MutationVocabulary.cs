namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>
/// Values that tend to reveal bugs: keys, escapes, boundaries of UTF-8 and numbers, and sizes around vectors and buffers.
/// </summary>
public static class MutationVocabulary
{
    /// <summary>Keys with a meaning, and similar ones, without quotes.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "message", "operationType", "entity", "typeName", "guid", "attributes", "deleteHandler", "qualifiedName",
        "type", "entities", "relationship", "payload", "atlan-webhook", "mutatedDetails", "status", "gui", "guidx", "", "é",
    ];

    /// <summary>Valid and invalid numbers.</summary>
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "0", "-0", "7", "12", "-12", "1.5", "1e5", "1E+2", "0e0", "1.5e-3", "-1.0E-0", "1.17549435e-38", "1e400", "99999999999999999999",
        "00", "01", "-01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "1.5.5", "--1", "1a",
    ];

    /// <summary>Valid and invalid values.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "false", "tru", "truE", "nul", "NaN", "Infinity", "undefined", "'x'", "\"\"", "\"x\"", "\"\\uD800\"",
        "\"\\uDC00\\uD800x\"", "\"\\\"\"", "\"é😀\"",
        "{}", "[]", "{ }", "[{}]", "[1,2]", "[1,]", "{,}", "{\"a\"}", "[", "}", "{\"a\":1,\"a\":2}", "[[],{\"a\":[{}]}]",
        "{\"guid\":\"d\"}", "{\"qualifiedName\":\"q\"}",
        "\"ENTITY_DELETE\"", "\"ENTITY_NOTIFICATION_V1\"", "\"ENTITY_NOTIFICATION_V2\"", "\"ENTITY_CREATE_V2\"", "\"TYPE_CREATE\"",
        "\"TRAIT_ADD\"",
        "\"RELATIONSHIP_CREATE\"", "\"HARD\"", "1 2", "", .. Numbers,
    ];

    /// <summary>Valid and invalid content of strings.</summary>
    public static IReadOnlyList<byte[]> Texts { get; } =
    [
        .. new[]
        {
            "\\\"", "\\\\", "\\/", "\\b", "\\n", "\\u00e9", "\\u0000", "\\u0022", "\\uD83D\\uDE00", "\\uD800", "\\uDC00", "\\uD83D\\u0041",
            "\\uD83D\\", "\\u", "\\u0", "\\u00zz", "\\x", "\\'",
            "\\", "\"", "é", "€", "😀", "\u2028", "\ufeff", "\uffff", "\u007f", "\t", "\r", "\0", "\u0001", "\u001f", "{", "}", "[", "]",
            ",", ":", "/", "\",\"guid\":\"x",
        }.Select(Encoding.UTF8.GetBytes),

        // The first and last code point of each length of UTF-8.
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xF0, 0x90, 0x80, 0x80],
            [0xF4, 0x8F, 0xBF, 0xBF],

        // Not UTF-8: overlong forms, surrogates, too large, stray and missing continuation bytes.
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0xAF],
            [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ];

    /// <summary>Whole members, to insert before another one.</summary>
    public static IReadOnlyList<string> Members { get; } =
    [
        "\"guid\":\"b\",", "\"\\u0067uid\":\"b\",", "\"guid\":1,", "\"guid\":\"\\uD800\",", "\"\\uD800\":1,", "\"typeName\":\"T\",",
        "\"type\":\"T\",", "\"message\":1,", "\"message\":\"x\",", "\"message\":{},",
        "\"entity\":{},", "\"entity\":null,", "\"attributes\":[],", "\"attributes\":{},", "\"attributes\":{\"qualifiedName\":\"z\"},",
        "\"qualifiedName\":\"q\",",
        "\"operationType\":\"TRAIT_ADD\",", "\"deleteHandler\":null,", "\"relationship\":{},", "\"entities\":[],",
        "\"type\":\"ENTITY_CREATE_V2\",", "\"type\":\"ENTITY_NOTIFICATION_V1\",",
        "\"atlan-webhook\":1,", "\"payload\":{},", "\"unknown\":[1,2],",
    ];

    /// <summary>Sequences that are problematic as lines or within lines.</summary>
    public static IReadOnlyList<byte[]> Snippets { get; } =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\t", "\r", "\n", "\r\n", ",,", "{\"a\":[1,{}]}", ",\"unknown\":[1,2]", "/*c*/",
            "//c", "#",
            "{\"message\":{\"entity\":{}}}", "{\"message\":{\"operationType\":\"RELATIONSHIP_CREATE\"}}", "{\"atlan-webhook\":\"Hello\"}",
            "{\"type\":1,\"payload\":2}",
            "{\"message\":\"H4sI\"}", "{\"a\":1}{\"b\":2}", "{\"a\":1},",
            new string('[', 70), new string('[', 70) + new string(']', 70), new string('0', 40), new string(' ', 40), new string('\\', 33),
                string.Concat(Enumerable.Repeat("{\"a\":", 66)),
        }.Concat(Values).Concat(Members).Select(Encoding.UTF8.GetBytes),
        .. Texts,
    ];

    /// <summary>Lengths around vector widths, and around the longest key that is learned, including its quotes and colon.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [0, 1, 2, 15, 16, 17, 31, 32, 33, 60, 61, 62, 63, 64, 65, 127, 128, 129];

    /// <summary>Lengths around buffer sizes, and around the longest line that is learned.</summary>
    public static IReadOnlyList<int> LargeSizes { get; } = [4095, 4096, 4097, 16_383, 16_384, 16_385];

    /// <summary>Levels of nesting around the limit.</summary>
    public static IReadOnlyList<int> Depths { get; } = [62, 63, 64, 65, 66];

    /// <summary>Numbers of members around the limit of learning.</summary>
    public static IReadOnlyList<int> MemberCounts { get; } = [511, 512, 513];
}
