using System.Runtime.Intrinsics;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Tests.Engines.Scanning;

/// <summary>
/// The bytes after the end do not affect the scanner: every text is cut at every byte, and followed by its rest or by other significant
/// bytes. <see cref="GeneralPathTests"/> verify the results before the end.
/// </summary>
public sealed class JsonScannerTests
{
    // The scanner may read 64 bytes after the end, and 3 before the first string.
    private const int SuffixLength = 64;
    private const int PrefixLength = 3;

    private static readonly string[] s_values =
    [
        "0", "-0", "12", "-12.50e+31", "1.5E5", "7E-7", "0.5", "true", "false", "null", "\"\"", "\"a\"", "\"a\\n\\u00e9\\\\\\\"b\"", "\"é€😀é\"", "\"\\uD83D\\uDE00\"",
        "[]", "{}", "[[],{}]", "[1, 2 ,3 ]", "{\"a\":1}", "{\"a\" : [true , null] , \"\\u0062\" : {\"c\":\"é\"} }", "[ [ [ 1.5 ] ] ]", "[\"\\n\",\"x\"]",
    ];

    private static readonly byte[][] s_suffix =
    [
        .. new[] { "\"", "\"\"\"\"\"\"\"\"", "0000000000", ".5", "e5", "5", "    ", " 1", ":1}", "]", "}", ",1]", "]]]}}}", "n\"", "1234\"",
            "\\\"", "rue", "ull", "alse", "é\"", "\t\r\t\r" }.Select(Encoding.UTF8.GetBytes),
        [0x80, 0x80, (byte)'"'], [0xFF, 0xFF, 0xFF], [.. Enumerable.Repeat((byte)0xC3, SuffixLength)],
    ];

    [Fact]
    public void AnyValue_CutAtEveryByte_IgnoresTheBytesAfterTheEnd()
    {
        AssertEndIsTheEnd<ByteBlock<Width128, Vector128<byte>>>();
        AssertEndIsTheEnd<ByteBlock<Width256, Vector256<byte>>>();
        AssertEndIsTheEnd<ByteBlock<Width512, Vector512<byte>>>();
    }

    private static void AssertEndIsTheEnd<TBlock>()
        where TBlock : struct, IByteBlock
    {
        int whole = 0;
        foreach (byte[] text in Texts())
        {
            for (int end = 0; end <= text.Length; end++)
            {
                string expected = Scan<TBlock>(text, end, "\n"u8);
                whole += end == text.Length && !expected.StartsWith("-1", StringComparison.Ordinal) ? 1 : 0;
                foreach (byte[] suffix in s_suffix.Append(text[end..]))
                {
                    string actual = Scan<TBlock>(text, end, suffix);
                    if (actual != expected)
                        Assert.Fail(
                            $"{actual}, not {expected}, in {Encoding.Latin1.GetString(text)} to {end}, before {Encoding.Latin1.GetString(suffix)}");
                }
            }
        }

        Assert.InRange(whole, 100, 10_000);
    }

    /// <summary>Values alone, and after so many bytes that their parts fall on either side of the end of a vector.</summary>
    private static IEnumerable<byte[]> Texts()
    {
        foreach (string value in s_values)
        {
            yield return Encoding.UTF8.GetBytes(value);
            foreach (int length in (int[])[14, 15, 30, 31, 61, 62, 63])
            {
                yield return Encoding.UTF8.GetBytes($"\"{new string('x', length)}{value.Trim('"')}\"");
                yield return Encoding.UTF8.GetBytes($"[{new string(' ', length)}{value}]");
            }
        }
    }

    /// <summary>Returns the results of each method for a cut text. No position may exceed the end, except for invalid values.</summary>
    private static string Scan<TBlock>(byte[] text, int end, ReadOnlySpan<byte> suffix)
        where TBlock : struct, IByteBlock
    {
        byte[] memory = new byte[PrefixLength + text.Length + (2 * SuffixLength)];
        text.AsSpan(0, end).CopyTo(memory.AsSpan(PrefixLength));
        suffix[..Math.Min(suffix.Length, SuffixLength)].CopyTo(memory.AsSpan(PrefixLength + end));

        ref byte line = ref memory[PrefixLength];
        nint value = JsonScanner<TBlock>.SkipValue(ref line, 0, end, depth: 0);
        nint scalar = end == 0 ? -1 : JsonScanner<TBlock>.SkipScalar(ref line, 0, end);
        bool isEscaped = false;
        nint quote = end == 0 || text[0] != (byte)'"' ? -1 : JsonScanner<TBlock>.SkipString(ref line, 1, end, out isEscaped);
        nint space = JsonScanner<TBlock>.SkipWhiteSpace(ref line, Math.Min(1, end), end);
        Assert.InRange(value, -2, end);
        return $"{value} {scalar} {quote} {isEscaped && quote >= 0} {nint.Min(space, end)}";
    }
}
