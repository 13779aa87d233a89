namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>Variants of a line with a single difference, which an engine that has learned its shape could overlook.</summary>
internal static class Poison
{
    /// <summary>Returns all variants that apply to a line.</summary>
    public static IEnumerable<(string Name, byte[] Line)> Of(byte[] line)
    {
        yield return ("cut", line[..^1]);
        yield return ("trailing garbage", [.. line, (byte)'}']);
        yield return ("line twice", [.. line, .. line]);

        // Latin-1 round-trips every byte.
        string text = Encoding.Latin1.GetString(line);
        (string Name, string From, string To)[] changes =
        [
            ("trailing comma", "}", ",}"),
            ("member added at the end", "}", ",\"zz\":1}"),
            ("member added in front", "{", "{\"aa\":1,"),
            ("message twice", "{", "{\"message\":{\"entity\":{\"guid\":\"p\"}},"),
            ("guid twice", "\"guid\":", "\"guid\":\"p\",\"guid\":"),
            ("guid twice, escaped", "\"guid\":", "\"g\\u0075id\":\"p\",\"guid\":"),
            ("type twice", "\"typeName\":", "\"typeName\":null,\"typeName\":"),
            ("operation twice", "\"operationType\":", "\"operationType\":1,\"operationType\":"),
            ("name twice", "\"qualifiedName\":", "\"qualifiedName\":\"p\",\"qualifiedName\" :"),
            ("entity twice", "\"entity\":", "\"entity\":{},\"entity\":"),
            ("entity moved", "\"entity\":", "\"entities\":"),
            ("key cut", "\":", ":"),
            ("colon missing", "\":", "\""),
            ("colon twice", "\":", "\"::"),
            ("space before the colon", "\":", "\" :"),
            ("space after the colon", "\":", "\": "),
            ("comma missing", ",\"", "\""),
            ("comma twice", ",\"", ",,\""),
            ("leading zero", ":1", ":01"),
            ("digit missing", ":1", ":-"),
            ("no digit after the point", ":1", ":1."),
            ("control character", ":\"", ":\"\u0001"),
            ("bad escape", ":\"", ":\"\\x"),
            ("good escape", ":\"", ":\"\\u00e9"),
            ("lone surrogate", ":\"", ":\"\\uD800"),
            ("invalid UTF-8", ":\"", ":\"\u00C0\u0080"),
            ("valid UTF-8", ":\"", ":\"\u00C3\u00A9"),
            ("text closed too soon", ":\"", ":\"\""),
            ("bad literal", "true", "truE"),
            ("bad literal", "false", "fals"),
            ("bad literal", "null", "nul"),
            ("null for a text", ":\"", ":null,\"x\":\""),
            ("container for a text", ":\"", ":[{}],\"x\":\""),
        ];
        foreach ((string name, string from, string to) in changes)
        {
            // At the first and the last occurrence: near the start and the end of objects.
            int first = text.IndexOf(from, StringComparison.Ordinal);
            int last = text.LastIndexOf(from, StringComparison.Ordinal);
            if (first >= 0)
                yield return ($"{name}, first", Replace(text, first, from, to));

            if (last > first)
                yield return ($"{name}, last", Replace(text, last, from, to));
        }

        foreach (int at in new[] { 1, 2, 5 })
        {
            string[] members = text.Split(",\"");
            if (members.Length > at + 1)
                yield return ($"without member {at}", Encoding.Latin1.GetBytes(string.Join(",\"", members.Where((_, i) => i != at))));

            if (members.Length > at + 1)
                yield return ($"member {at} twice", Encoding.Latin1.GetBytes(
                    string.Join(",\"", members.SelectMany((member, i) => Enumerable.Repeat(member, i == at ? 2 : 1)))));
        }
    }

    /// <summary>The line without one member, except the first of an object, and without several consecutive ones.</summary>
    public static IEnumerable<byte[]> WithoutMembers(byte[] line)
    {
        string text = Encoding.Latin1.GetString(line);
        for (int start = text.IndexOf(",\"", StringComparison.Ordinal); start >= 0; start = text.IndexOf(
            ",\"", start + 1, StringComparison.Ordinal))
        {
            // Up to the next comma or the end of the object, if the value is not a container.
            int end = text.IndexOfAny([',', '}'], start + 1);
            if (end > 0 && !text.AsSpan(start, end - start).ContainsAny('{', '['))
                yield return Encoding.Latin1.GetBytes(text.Remove(start, end - start));
        }
    }

    /// <summary>The line with each comma, bracket and colon removed, doubled, and next to an extra comma.</summary>
    public static IEnumerable<byte[]> OfStructure(byte[] line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (!"{}[],:"u8.Contains(line[i]))
                continue;

            yield return [.. line[..i], .. line[(i + 1)..]];
            yield return [.. line[..i], line[i], .. line[i..]];
            yield return [.. line[..i], (byte)',', .. line[i..]];
            yield return [.. line[..(i + 1)], (byte)',', .. line[(i + 1)..]];
        }
    }

    private static byte[] Replace(string text, int at, string from, string to)
        => Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
}
