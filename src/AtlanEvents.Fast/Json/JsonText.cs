using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AtlanEvents.Fast.Json;

/// <summary>Resolves the escapes of JSON strings (RFC 8259 section 7).</summary>
internal static class JsonText
{
    /// <summary>The length of <c>\uXXXX</c>, the longest escape of one UTF-16 code unit.</summary>
    public const int MaxEscapeLength = 6;

    private const byte Backslash = (byte)'\\';

    /// <summary>Resolves every escape.</summary>
    /// <param name="escaped">The bytes between the quotes of a string that is well-formed JSON and valid UTF-8.</param>
    /// <param name="text">Receives the text. Requires the length of <paramref name="escaped"/>, since unescaping never lengthens.</param>
    /// <param name="length">The length of the text.</param>
    /// <returns><see langword="false"/> if the string contains a lone surrogate, and so is not text.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> text, out int length)
    {
        Debug.Assert(text.Length >= escaped.Length, "Requires the length of the escaped form.");
        length = 0;
        while (true)
        {
            int plain = escaped.IndexOf(Backslash);
            if (plain < 0)
            {
                escaped.CopyTo(text[length..]);
                length += escaped.Length;
                return true;
            }

            escaped[..plain].CopyTo(text[length..]);
            length += plain;
            escaped = escaped[plain..];

            if (!TryReadEscape(escaped, out Rune rune, out int used))
                return false;

            length += rune.EncodeToUtf8(text[length..]);
            escaped = escaped[used..];
        }
    }

    /// <summary>Reads the escape at the start: <c>\n</c>, <c>\u00e9</c>, or the pair <c>\uD83D\uDE00</c>.</summary>
    private static bool TryReadEscape(ReadOnlySpan<byte> escaped, out Rune rune, out int used)
    {
        if (escaped[1] != (byte)'u')
        {
            used = 2;
            rune = new Rune((char)(escaped[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                byte quoteSlashOrBackslash => quoteSlashOrBackslash,
            }));
            return true;
        }

        used = MaxEscapeLength;
        char first = ReadCodeUnit(escaped);
        if (Rune.TryCreate(first, out rune))
            return true;

        // "To escape an extended character that is not in the Basic Multilingual Plane, the character is represented as a
        // 12-character sequence, encoding the UTF-16 surrogate pair."
        used = 2 * MaxEscapeLength;
        return escaped[MaxEscapeLength..].StartsWith("\\u"u8)
            && Rune.TryCreate(first, ReadCodeUnit(escaped[MaxEscapeLength..]), out rune);
    }

    private static char ReadCodeUnit(ReadOnlySpan<byte> escape)
        => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
