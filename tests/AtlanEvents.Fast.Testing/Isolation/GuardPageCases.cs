using AtlanEvents.Fast.Testing.Lines;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>The inputs that are placed next to a protected page: lines and parts of lines of every length around vector widths.</summary>
internal static class GuardPageCases
{
    private const int MaxFilledLength = 200;
    private const int MaxLengthBeforeTail = 130;

    // The tokens in which a line may be cut.
    private static readonly byte[][] s_tails =
    [
        .. new[]
        {
            "\\", "\\u", "\\u1", "\\u12", "\\u123", "\\u00e9", "\\uD83D", "\\uD83D\\", "\\uD83D\\uDE0", "\\\"", "\\\\", "\\x", "\"", "\":",
            "\",", "é", "€", "😀", "\t", "\r",
            "\",\"n\":1", "\",\"n\":-", "\",\"n\":1.", "\",\"n\":12345678901234567890", "\",\"n\":1e", "\",\"n\":1e+", "\",\"n\":tru",
            "\",\"n\":nul", "\",\"n\":[", "\",\"n\":{", "\"}", "\"}}", "\"}}}", "\"}}\r", "\"}} ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xE2], [0xE2, 0x82], [0xF0], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0x80], [0xFF], [0xED, 0xA0], [0xC0],
    ];

    /// <summary>Returns all cases: a name and the bytes, which may be several lines or a part of one.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All(byte[] bulk, byte[] mixed)
        => [.. Filled(), .. Tails(), .. Buffers(bulk), .. Cuts("bulk", bulk), .. Cuts("mixed", mixed), .. OtherTypes(bulk),
            .. Known(bulk), .. Known(mixed)];

    /// <summary>Lines of every length, well-formed and cut, filled with ASCII text, non-ASCII text, digits, white space or a key.</summary>
    private static IEnumerable<(string, byte[])> Filled()
    {
        (string Name, string Front, string Filler, string Back)[] forms =
        [
            ("text", """{"message":{"entity":{"guid":" """.TrimEnd(), "x", "\"}}}"),
            ("non-ASCII", """{"message":{"entity":{"guid":" """.TrimEnd(), "é", "\"}}}"),
            ("escapes", """{"message":{"entity":{"guid":" """.TrimEnd(), "\\\"", "\"}}}"),
            ("number", """{"message":{"entity":{}},"n":""", "7", "}"),
            ("space", """{"message":{"entity":{}}""", " ", "}"),
            ("trailing space", """{"message":{"entity":{}}}""", " ", ""),
            ("key", "{\"", "k", "\":1}"),
            ("string", "\"", "s", "\""),
            ("brackets", "{\"a\":[", "[],", "0]}"),
        ];
        yield return ("nothing", []);
        foreach ((string name, string front, string filler, string back) in forms)
        {
            for (int length = 1; length <= MaxFilledLength; length++)
            {
                byte[] filled = Fill(front, filler, length);
                yield return ($"cut {name} of {length}", filled);

                // Well-formed; padded with spaces where the filler does not fit.
                if (length > front.Length + back.Length)
                {
                    int left = length - front.Length - back.Length;
                    int fillerBytes = Encoding.UTF8.GetByteCount(filler);
                    string middle = string.Concat(Enumerable.Repeat(filler, left / fillerBytes));
                    yield return (
                        $"{name} of {length}", Encoding.UTF8.GetBytes(front + middle + back + new string(' ', left % fillerBytes)));
                }
            }
        }
    }

    /// <summary>Unusual endings after text of every length, so that they occur at every position of a vector and across its end.</summary>
    private static IEnumerable<(string, byte[])> Tails()
    {
        byte[] front = """{"message":{"entity":{"guid":" """.TrimEnd().Select(c => (byte)c).ToArray();
        foreach (byte[] tail in s_tails)
        {
            for (int length = front.Length; length <= MaxLengthBeforeTail; length++)
                yield return ($"{Convert.ToHexString(tail)} after {length}",
                    [.. front, .. Enumerable.Repeat((byte)'x', length - front.Length), .. tail]);
        }

        for (int length = 0; length <= MaxLengthBeforeTail; length++)
            yield return (
                $"string that ends in a backslash after {length}", [(byte)'"', .. Enumerable.Repeat((byte)'y', length), (byte)'\\']);
    }

    /// <summary>Several lines; the last one has a newline or not, and is whole or cut.</summary>
    private static IEnumerable<(string, byte[])> Buffers(byte[] bulk)
    {
        int[] edges = [.. new[] { 16, 32, 64, 128, 256, 512 }.SelectMany(edge => new[] { edge - 1, edge, edge + 1 })];
        byte[] several = TestLines.Join(bulk, bulk, bulk);
        yield return ("three lines", several[..^1]);
        yield return ("three lines and blanks", [.. several, .. "\n \n\t\r\n"u8]);
        foreach (int edge in edges.Where(edge => edge < bulk.Length))
        {
            yield return ($"two lines and {edge} bytes", [.. TestLines.Join(bulk, bulk), .. bulk[..edge]]);
            yield return ($"two lines and all but {edge} bytes", [.. TestLines.Join(bulk, bulk), .. bulk[..^edge]]);
            yield return ($"a short line and {edge} bytes of another", [.. "{}\n"u8, .. bulk[..edge]]);
            yield return ($"{edge} newlines", [.. Enumerable.Repeat((byte)'\n', edge)]);
            yield return ($"{edge} spaces", [.. Enumerable.Repeat((byte)' ', edge)]);
            yield return ($"two lines and {edge} spaces", [.. TestLines.Join(bulk, bulk), .. Enumerable.Repeat((byte)' ', edge)]);
            yield return ($"a line, {edge} bytes of it, and it again", [.. TestLines.Join(bulk, bulk[..edge], bulk)]);
        }
    }

    private static IEnumerable<(string, byte[])> Cuts(string name, byte[] line)
    {
        for (int length = 1; length <= line.Length; length++)
            yield return ($"{name} cut at {length}", line[..length]);
    }

    /// <summary>The same line with type names of all lengths, because an engine may look up shapes by type.</summary>
    public static IEnumerable<byte[]> OfOtherTypes(byte[] line)
    {
        string text = Encoding.Latin1.GetString(line);
        const string Key = "\"typeName\":\"";
        int start = text.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        int end = text.IndexOf('"', start);
        foreach (int length in new[] { 1, 5, 16, 40, 62 })
            yield return Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, start), new string('T', length), text.AsSpan(end)));
    }

    /// <summary>Lines that are cut in or after the name of a type.</summary>
    private static IEnumerable<(string, byte[])> OtherTypes(byte[] bulk)
    {
        foreach (byte[] line in OfOtherTypes(bulk))
        {
            int start = line.AsSpan().IndexOf("typeName"u8);
            for (int length = start; length < Math.Min(line.Length, start + 150); length++)
                yield return ($"line of another type, cut at {length}", line[..length]);
        }
    }

    /// <summary>Lines that can take the fast path: alone, with others, with CRLF, followed by more or less than a vector.</summary>
    private static IEnumerable<(string, byte[])> Known(byte[] line)
    {
        yield return ("known line, CR", [.. line, (byte)'\r']);
        yield return ("two known lines", TestLines.Join(line, line)[..^1]);
        for (int rest = 0; rest < 140; rest++)
            yield return ($"known line and {rest} bytes", [.. line, (byte)'\n', .. Enumerable.Repeat((byte)'{', rest)]);
    }

    private static byte[] Fill(string front, string filler, int length)
        => Encoding.UTF8.GetBytes(front + string.Concat(Enumerable.Repeat(filler, length)))[..length];
}
