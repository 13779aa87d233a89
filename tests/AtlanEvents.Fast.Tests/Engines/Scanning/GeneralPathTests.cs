using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Structural;

namespace AtlanEvents.Fast.Tests.Engines.Scanning;

/// <summary>
/// Compares the general path of the fast engine with the reference around the boundaries of vectors: strings, keys, numbers, literals and
/// white space of every length up to more than two vectors, valid and invalid at every position. Most lines are read by a new engine.
/// </summary>
/// <remarks>
/// Lines that <see cref="StructuralParser{TWidth, TVector}"/> does not accept are decided by the slower
/// <see cref="LineScanner{TBlock}"/>, so that a mistake that makes the parser accept too little would not show in the result. Therefore these
/// tests also require that it accepts all lines that it should.
/// </remarks>
public sealed partial class GeneralPathTests
{
    // More than two blocks of 64 bytes.
    private const int MaxLength = 135;

    private const int ChunkBytes = ChunkMasks.Blocks * IByteBlock.Size;

    // Valid and invalid content of strings.
    private static readonly byte[][] s_texts =
    [
        .. new[] { "x", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\uD83D\\uDE00", "\\uD800", "\u007f" }.Select(
            Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] s_spoilers =
    [
        .. new[] { "\\", "\\x", "\\u12", "\\u123g", "\\u12g4", "\\u1g34", "\\ug234", "\\u000", "\\U0041", "\"", "\t", "\u0001", "\u001f" }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
    ];

    private static readonly string[] s_places =
    [
        "\"#\"", "[\"#\"]", "{\"#\":1}", "{\"a\":{\"#\":[]}}", "{\"message\":{\"entity\":{\"guid\":\"#\"}}}", "{\"message\":{\"entity\":{\"other\":\"#\",\"guid\":\"g\"}}}",
    ];

    private static readonly string[] s_numbers =
    [
        "#", "-#", "0#", "-0#", "1.#", "#.5", "#.", ".#", "1e#", "1E+#", "1e-#", "1e+", "#e", "#e5", "#E-", "-", "-#.#e#", "#x", "#-", "#+1", "#.5.5", "#e5e5", "#ee", "+#", "-.#", "#.e1", "1 #",
    ];

    private static readonly string[] s_literals = ["true", "false", "null"];

    public static TheoryData<EngineChoice> Widths => new(EngineChoice.EveryWidth);

    [Theory, MemberData(nameof(Widths))]
    public void Strings_OfEveryLengthAndContent_EqualTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        foreach (string place in s_places)
        {
            foreach (byte[] text in s_texts)
            {
                for (int length = 0; length <= MaxLength; length++)
                {
                    tally.Check(place, [.. Filler(length), .. text]);
                    tally.Check(place, [.. text, .. Filler(length), .. text]);
                }
            }
        }

        tally.AssertAccepted(0.99, 1);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Strings_InvalidAtEveryPosition_EqualTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        foreach (string place in s_places)
        {
            foreach (byte[] spoiler in s_spoilers)
            {
                for (int length = 0; length <= MaxLength; length++)
                {
                    tally.Check(place, [.. Filler(length), .. spoiler]);
                    tally.Check(place, [.. Filler(length), .. spoiler, .. Filler(9)]);
                    tally.Check(place, [.. "é\\n"u8, .. Filler(length), .. spoiler, .. Filler(70)]);
                }
            }

            // The same in every block.
            for (int length = 1; length <= MaxLength; length++)
                tally.Check(place, [.. Enumerable.Repeat((byte)0xFF, length)]);
        }

        tally.AssertAccepted(0, 0.1);
    }

    [Theory, MemberData(nameof(Widths))]
    public void LongStrings_AfterADenseLine_EqualTheReference(EngineChoice engine)
    {
        // The masks have what the dense line left there. Lengths are around several blocks and around a chunk.
        string dense = $"{{\"d\":[{string.Join(',', Enumerable.Repeat("1,0,{},[],\"e\",{\"de\":null}", 250))}]}}";
        int[] lengths = [.. Enumerable.Range(120, 150), .. Enumerable.Range(4_000, 300).Where(length => length % 7 == 0)];
        string[] places =
        [
            "{\"message\":{\"entity\":{\"other\":\"#\",\"guid\":\"g\",\"deleteHandler\":\"HARD\"}}}",
            "{\"message\":{\"entity\":{\"#\":[1,{}],\"guid\":\"g\",\"typeName\":\"t\"}}}",
            "{\"message\":{\"entity\":{\"guid\":\"#\",\"attributes\":{\"qualifiedName\":\"#\"}}}}",
        ];
        var tally = new Tally(engine, EngineFactory.Create(new EngineSettings(EventEngine.Fast, engine.VectorBits, false, Learns: false)));
        foreach (string place in places)
        {
            foreach (byte[] text in s_texts.Concat(s_spoilers))
            {
                foreach (int length in lengths)
                {
                    tally.Check(dense, []);
                    tally.Check(place, [.. Filler(length), .. text]);
                    tally.Check(place, [.. Filler(length / 2), .. text, .. Filler(length / 2)]);
                }
            }
        }

        tally.AssertAccepted(0.5, 0.7);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Tokens_AcrossTheEndOfAChunk_EqualTheReference(EngineChoice engine)
    {
        // The masks have what the line before left there.
        string before = $"{{\"b\":[{string.Join(',', Enumerable.Repeat("\"\",[],\"\"", 900))}]}}";
        string fields = "\"message\":{\"entity\":{\"guid\":\"g\",\"typeName\":\"\",\"attributes\":{\"qualifiedName\":\"é\\n\"}}}}";
        string[] ends =
        [
            $"\"a\":[1,-2.5e3,true,[],{{}},\"e\"],{fields}", $"\"a\":[1:2],{fields}", $"\"a\":[1}},{fields}", $"\"a\":{{1}},{fields}",
            $"\"a\":nul,{fields}", $"\"a\":\"\\u12g4\",{fields}", $"\"a\":1 ,{fields}", $"{fields}}}",
        ];
        var tally = new Tally(engine, EngineFactory.Create(new EngineSettings(EventEngine.Fast, engine.VectorBits, false, Learns: false)));
        foreach (string end in ends)
        {
            for (int length = ChunkBytes - 130; length <= ChunkBytes; length++)
            {
                tally.Check(before, []);
                tally.Check($"{{\"x\":\"#\",{end}", Filler(length));
            }
        }

        tally.AssertAccepted(0.5, 0.7);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Faults_InTheSecondOfThreeChunks_EqualTheReference(EngineChoice engine)
    {
        // What a fault leaves open or closed, the third chunk closes or opens again.
        string[] faults = ["[1:2]", "[1}", "{\"a\":1]", "{1}", "[{\"a\":1,{}}]", "[\"a\":1]", "]", "}", "[", "{\"a\":", "[[]:[]]", "{\"a\":1,[]}", "[1,\"a\":1]", "{\"a\":1,\"b\"}", "{\"a\":1,2}"];
        string[] fillers = ["\"k\":[1],", "\"k\":{\"a\":\"b\"},", "\"k\":[[[]]],"];
        var tally = new Tally(engine, EngineFactory.Create(new EngineSettings(EventEngine.Fast, engine.VectorBits, false, Learns: false)));
        foreach (string filler in fillers)
        {
            string many = string.Concat(Enumerable.Repeat(filler, (ChunkBytes / filler.Length) + 40));
            foreach (string fault in faults)
            {
                for (int padding = 0; padding < 2 * filler.Length; padding++)
                {
                    string start = $"{{\"{new string('p', padding)}\":0,{many}\"k\":";
                    tally.Check($"{start}{fault},{many}\"end\":0}}", []);
                    tally.Check($"{start}[],{many}\"end\":0}}", []);
                }
            }
        }

        tally.AssertAccepted(0.5, 0.5);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Numbers_OfEveryLength_EqualTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        foreach (string number in s_numbers)
        {
            for (int length = 1; length <= MaxLength; length++)
            {
                byte[] digits = Encoding.ASCII.GetBytes(number.Replace("#", new string('7', length), StringComparison.Ordinal));
                foreach (string place in (string[])["#", "#,", "[#]", "[#,#]", "{\"a\":#}", "{\"a\":# }",
                    "{\"message\":{\"entity\":{\"other\":#,\"guid\":#}}}"])
                    tally.Check(place, digits);
            }
        }

        tally.AssertAccepted(0.2, 0.6);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Literals_CutAndChangedAnywhere_EqualTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        foreach (string literal in s_literals)
        {
            foreach (string place in (string[])["#", "[#]", "[#,#]", "{\"a\":#}", " # ", "{\"message\":{\"entity\":{\"guid\":#}}}"])
            {
                tally.Check(place, Encoding.ASCII.GetBytes(literal));
                for (int at = 0; at < literal.Length; at++)
                {
                    tally.Check(place, Encoding.ASCII.GetBytes(literal[..at]));
                    tally.Check(place, Encoding.ASCII.GetBytes(literal + literal[at]));
                    tally.Check(
                        place, Encoding.ASCII.GetBytes($"{literal[..at]}{char.ToUpperInvariant(literal[at])}{literal[(at + 1)..]}"));
                    tally.Check(place, Encoding.ASCII.GetBytes($"{literal[..at]} {literal[at..]}"));
                }
            }
        }

        tally.AssertAccepted(0.05, 0.3);
    }

    [Theory, MemberData(nameof(Widths))]
    public void WhiteSpace_OfEveryLengthBetweenAllTokens_EqualsTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        string[] places =
        [
            "#{}", "{#}", "{}#", "[#1#]", "[1#,#2]", "{#\"a\"#:#1#}", "{\"a\":1#,#\"b\":[#]#}", "{\"message\"#:#{#\"entity\"#:#{#\"guid\"#:#\"g\"#,#\"x\":1}#}#}",
        ];
        foreach (string place in places)
        {
            for (int length = 0; length <= MaxLength; length++)
            {
                foreach (char space in " \t\r")
                {
                    byte[] run = [.. Enumerable.Repeat((byte)space, length)];
                    tally.Check(place, run);
                    foreach (byte other in " \t\r\f\v\0\u001f"u8.ToArray().Append((byte)0x85).Append((byte)0xA0))
                        tally.Check(place, [.. run, other]);
                }
            }
        }

        tally.AssertAccepted(0.3, 0.5);
    }

    [Theory, MemberData(nameof(Widths))]
    public void WhiteSpace_AtEveryOffset_EqualsTheReference(EngineChoice engine)
    {
        // The first three separate what must not be joined.
        string[] ends =
        [
            "\"a\":1#2}", "\"a\":tr#ue}", "\"a\":-#1}", "\"a\"#\"b\":1}", "\"a\":1#,\"b\":#2}", "\"a#b\":\"\\\"#\"#}", "\"a\":1,\\#\"b\":2}",
            "\"message\"#:#{\"entity\":#{\"guid\":#\"g#\\n\"#,\"typeName\"#:\"\"}#}#}",
        ];
        var tally = new Tally(engine);
        foreach (string end in ends)
        {
            for (int length = 0; length <= MaxLength; length++)
            {
                foreach (int spaces in (int[])[1, 2, 63, 64, 65, 128])
                    tally.Check($"{{\"{new string('x', length)}\":0,{end}", [.. Enumerable.Repeat((byte)' ', spaces)]);
            }
        }

        tally.AssertAccepted(0.3, 0.7);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Lines_CutAtEveryByte_EqualTheReference(EngineChoice engine)
    {
        var tally = new Tally(engine);
        foreach (byte[] line in TestLines.Cases(longest: 600))
        {
            for (int length = 1; length <= line.Length; length++)
                tally.Check("#", line[..length]);
        }

        tally.AssertAccepted(0.001, 0.1);
    }

    /// <summary>
    /// Left to the scanner: roots that are empty or no containers, numbers with long parts, and keys with escapes that do not start in the
    /// chunk in which they end.
    /// </summary>
    [GeneratedRegex("""^[ \t\r]*([^ \t\r{[]|[{[][ \t\r]*[}\]])|[-.eE][+-]?\d{16}|^(?=.{4000}).*\\.*":\[1""")]
    private static partial Regex LeftToTheScanner();

    private static Func<byte[], bool> CreateParser(int vectorBits) => vectorBits switch
    {
        512 => CreateParser<Width512, Vector512<byte>>(),
        256 => CreateParser<Width256, Vector256<byte>>(),
        _ => CreateParser<Width128, Vector128<byte>>(),
    };

    private static Func<byte[], bool> CreateParser<TWidth, TVector>()
        where TWidth : struct, IVectorWidth<TVector>
    {
        var padded = new PaddedLine(StructuralParser<TWidth, TVector>.ReadableAfter);
        var parser = new StructuralParser<TWidth, TVector>(allowDuplicateFields: false);
        return line =>
        {
            var located = default(LocatedLine);
            padded.Set(line);
            return parser.TryParse(padded, ref located);
        };
    }

    private static byte[] Filler(int length) => [.. Enumerable.Repeat((byte)'x', length)];

    /// <summary>Compares lines, each with a new engine unless one is given, and counts them.</summary>
    private sealed class Tally(EngineChoice engine, LineEngine? used = null)
    {
        private readonly Func<byte[], bool> _isAcceptedByParser = CreateParser(engine.VectorBits);
        private int _lines;
        private int _accepted;

        public void Check(string template, byte[] content)
        {
            var bytes = new List<byte>();
            string[] parts = template.Split('#');
            for (int i = 0; i < parts.Length; i++)
            {
                bytes.AddRange(i > 0 ? content : []);
                bytes.AddRange(Encoding.UTF8.GetBytes(parts[i]));
            }

            byte[] line = [.. bytes];
            EngineCheck check = used is null ? new EngineCheck(engine.VectorBits) : new EngineCheck(used);
            check.CheckFramed(line, template);
            _lines += check.Lines;
            _accepted += check.Accepted;
            if (check.Accepted > 0 && !_isAcceptedByParser(line))
                Assert.Matches(LeftToTheScanner(), Encoding.Latin1.GetString(line));
        }

        /// <summary>Asserts that neither too few nor too many lines were accepted for a meaningful test.</summary>
        public void AssertAccepted(double min, double max)
        {
            Assert.InRange(_lines, 200, 1_000_000);
            Assert.InRange((double)_accepted / _lines, min, max);
        }
    }
}
