using System.Text;

namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>Makes lines that are nearly like those that an engine has learned: the same with one thing changed, or several.</summary>
internal sealed class LineMutation(int seed)
{
    // What lines break on: delimiters, escapes, the edges of UTF-8, numbers, literals, routing keys, whole members.
    private static readonly byte[][] s_snippets =
    [
        .. new[]
        {
            "\"", "\\", "\\\"", "\\u00e9", "\\uD800", "\\uD83D\\uDE00", "\\u00zz", "\\x", "{", "}", "[", "]", ",", ":", " ", "\t", "\r",
            "0", "-", "-0", "01", "1.", "1.5e+3", "1e", "true", "truE", "nul", "null", "\"\"", "[]", "{}", "{\"a\":[1,{}]}", "é", "😀",
            "\"guid\":\"x\",", "\"typeName\":\"Column\",", "\"\\u0067uid\":\"y\",", "\"entity\":{},", "\"attributes\":{\"qualifiedName\":\"z\"},",
            "\"message\":1,", ",\"operationType\":\"TRAIT_ADD\"", ",\"unknown\":[1,2]", "\"deleteHandler\":null,", "\"entities\":[],",
        }.Select(Encoding.UTF8.GetBytes),
        [0x00], [0x1F], [0x7F], [0x80], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF5], [0xE2, 0x80, 0xA8],
    ];

    private readonly Random _random = new(seed);

    public byte[] Mutate(byte[] line)
    {
        byte[] mutated = line;
        for (int changes = 1 + _random.Next(3); changes > 0; changes--)
            mutated = Change(mutated);

        // A line holds no newline.
        return [.. mutated.Where(value => value != (byte)'\n')];
    }

    private byte[] Change(byte[] line)
    {
        int at = _random.Next(line.Length + 1);
        byte[] snippet = s_snippets[_random.Next(s_snippets.Length)];
        switch (_random.Next(8))
        {
            case 0 when at < line.Length:
                byte[] flipped = [.. line];
                flipped[at] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 1:
                return [.. line[..at], .. snippet, .. line[at..]];
            case 2:
                return [.. line[..at], .. line[Math.Min(line.Length, at + 1 + _random.Next(12))..]];
            case 3:
                return line[..at];
            case 4:
                return Replace(line, at, snippet);
            case 5:
                return WithoutMember(line, at);
            case 6:
                return [.. line[..at], .. new byte[_random.Next(130)].Select(_ => (byte)"x0 é"[_random.Next(3)]), .. line[at..]];
            default:
                return Repeat(line, at);
        }
    }

    /// <summary>Puts something in the place of the value that starts behind the next colon.</summary>
    private static byte[] Replace(byte[] line, int at, byte[] value)
    {
        int start = Array.IndexOf(line, (byte)':', at) + 1;
        int end = start == 0 ? -1 : line.AsSpan(start).IndexOfAny(",}"u8);
        return end < 0 ? line : [.. line[..start], .. value, .. line[(start + end)..]];
    }

    /// <summary>Takes out what is between the next two commas.</summary>
    private static byte[] WithoutMember(byte[] line, int at)
    {
        int start = Array.IndexOf(line, (byte)',', at);
        int end = start < 0 ? -1 : Array.IndexOf(line, (byte)',', start + 1);
        return end < 0 ? line : [.. line[..start], .. line[end..]];
    }

    /// <summary>Writes what is between the next two commas twice.</summary>
    private static byte[] Repeat(byte[] line, int at)
    {
        int start = Array.IndexOf(line, (byte)',', at);
        int end = start < 0 ? -1 : Array.IndexOf(line, (byte)',', start + 1);
        return end < 0 ? line : [.. line[..end], .. line[start..]];
    }
}
