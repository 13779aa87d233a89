using System.Buffers;
using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>Damages a line in the ways that transport, truncation and attackers do.</summary>
internal static class LineMutator
{
    private static readonly byte[][] s_snippets =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "/", " ", "\t", "\r", "\n", "\r\n", "\0", "\u007f", "\u2028", "\ufeff", "\ud83d\ude00", "\u00e9",
            "{}", "[]", "[{}]", "\"\"", "\"x\"", "null", "true", "false", "tru", "truE", "nul", "NaN", "Infinity", "undefined", "'x'",
            "0", "-0", "-", "+1", "01", "1.", ".5", "1e", "1E+2", "1e400", "0x1", "1.5e-3", "--1", "0e0", "-1.0E-0", "99999999999999999999",
            "\\u", "\\u0", "\\u00zz", "\\u0000", "\\u0022", "\\uD800", "\\uDC00", "\\uD83D\\uDE00", "\\uD83D\\u0041", "\\x", "\\'", "\\b", "\\\\", "\\\"",
            "\"\\uD800\":1,", "\"guid\":\"\\uD800\",", "\"guid\":\"b\",", "\"\\u0067uid\":\"b\",", "\"guid\":1,", "\"typeName\":\"T\",", "\"type\":\"T\",",
            "\"message\":1,", "\"message\":\"x\",", "\"message\":{},", "\"entity\":{},", "\"entity\":null,", "\"attributes\":[],", "\"attributes\":{},",
            "\"qualifiedName\":\"q\",", "\"operationType\":\"TRAIT_ADD\",", "\"deleteHandler\":null,", "\"relationship\":{},", "\"entities\":[],",
            "\"type\":\"ENTITY_CREATE_V2\",", "\"type\":\"ENTITY_NOTIFICATION_V1\",", "\"atlan-webhook\":1,", "\"payload\":{},",
            "/*c*/", "//c", "#", "{\"message\":{\"entity\":{}}}", "{\"message\":{\"operationType\":\"RELATIONSHIP_CREATE\"}}",
            "{\"atlan-webhook\":\"Hello\"}", "{\"type\":1,\"payload\":2}", "{\"message\":\"H4sI\"}", "{\"a\":1}{\"b\":2}", "{\"a\":1},",
            new string('[', 70), new string('[', 70) + new string(']', 70), new string('0', 40), new string(' ', 40), new string('\\', 33),
            string.Concat(Enumerable.Repeat("{\"a\":", 66)),
        }.Select(Encoding.UTF8.GetBytes),

        // Not UTF-8: overlong forms, surrogates, too large, stray and missing continuation bytes.
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0x80], [0xC3], [0xE2, 0x82], [0xFF], [0xF0, 0x9F, 0x98],
    ];

    // What splits a line into its tokens, roughly.
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("{}[]:,\""u8);

    /// <summary>Things that mean trouble, as lines or within lines.</summary>
    public static IReadOnlyList<byte[]> Snippets => s_snippets;

    /// <summary>Damages a line a number of times.</summary>
    public static byte[] Mutate(byte[] line, int count, Random random)
    {
        for (int i = 0; i < count; i++)
            line = MutateOnce(line, random);

        return line;
    }

    private static byte[] MutateOnce(byte[] line, Random random)
    {
        int at = random.Next(line.Length + 1);
        int structural = NextStructural(line, at);
        switch (random.Next(11))
        {
            case 0: // flip a bit
                return Replace(line, at, 1, at < line.Length ? [(byte)(line[at] ^ (1 << random.Next(8)))] : []);

            case 1: // any byte
                return Replace(line, at, 1, [(byte)random.Next(256)]);

            case 2: // insert a byte
                return Replace(line, at, 0, [(byte)random.Next(256)]);

            case 3: // delete some bytes
                return Replace(line, at, random.Next(1, 20), []);

            case 4: // delete a structural character
                return Replace(line, structural, 1, []);

            case 5: // truncate
                return line[..at];

            case 6: // swap two tokens
                return Swap(line, structural, NextStructural(line, random.Next(line.Length + 1)));

            case 7: // repeat a part, often a member
                int end = NextStructural(line, Math.Min(line.Length, structural + random.Next(60)));
                return Replace(line, structural, 0, line.AsSpan(structural, Math.Max(0, end - structural)));

            case 8: // trouble behind a brace or comma, where a member can stand
            case 9: // trouble in place of a structural character
                return Replace(line, structural + (random.Next(2) == 0 ? 1 : 0), random.Next(4) == 0 ? 1 : 0, Pick(random));

            default: // trouble anywhere
                return Replace(line, at, random.Next(3), Pick(random));
        }
    }

    private static byte[] Pick(Random random) => s_snippets[random.Next(s_snippets.Length)];

    private static int NextStructural(byte[] line, int from)
    {
        int index = line.AsSpan(from).IndexOfAny(s_structure);
        return index < 0 ? line.Length : from + index;
    }

    private static byte[] Replace(byte[] line, int at, int length, ReadOnlySpan<byte> with)
    {
        at = Math.Min(at, line.Length);
        return [.. line.AsSpan(0, at), .. with, .. line.AsSpan(Math.Min(at + length, line.Length))];
    }

    private static byte[] Swap(byte[] line, int first, int second)
    {
        if (first >= line.Length || second >= line.Length)
            return line;

        byte[] swapped = [.. line];
        (swapped[first], swapped[second]) = (line[second], line[first]);
        return swapped;
    }
}
