using System.IO.Compression;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Damaged base64 and gzip is always rejected with a reason.</summary>
public sealed class ContentTests
{
    private static readonly byte[] s_gzip = MessagePacker.Gzip(Packed.Event);
    private static readonly ReadWay s_way = new(EngineChoice.Fast, ReadPath.Parse);

    [Fact]
    public void Gzip_CutAtEveryByte_IsInvalid()
    {
        for (int length = 0; length < s_gzip.Length; length++)
            Assert.Equal((length, LineFaultReason.InvalidGzip), (length, ReasonOf(s_gzip[..length])));
    }

    [Fact]
    public void Gzip_EachBitFlipped_IsInvalidOrTheSame()
    {
        for (int bit = 0; bit < s_gzip.Length * 8; bit++)
        {
            byte[] flipped = [.. s_gzip];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            LineVerdict verdict = s_way.Judge(Message(Convert.ToBase64String(flipped)), Packed.Open);

            // The padding bits of the last byte before the trailer are ignored.
            if (bit / 8 == s_gzip.Length - 9 && verdict == LineVerdict.Event)
                continue;

            // The content does not depend on time, extra flags and operating system (bytes 4 to 9), or on FTEXT (bit 0 of byte 3).
            bool saysNothing = bit / 8 is >= 4 and <= 9 || bit == 3 * 8;
            if (!saysNothing)
                Assert.True(verdict.FaultReason is LineFaultReason.InvalidGzip or LineFaultReason.MessageTooLarge, $"bit {bit}: {verdict}");
            else
                Assert.Equal((bit, LineVerdict.Event), (bit, verdict));
        }
    }

    [Fact]
    public void Gzip_EachByteDropped_IsInvalid()
    {
        for (int at = 0; at < s_gzip.Length; at++)
        {
            // Dropping either of two equal consecutive bytes has the same result.
            LineVerdict verdict = s_way.Judge(Message(Convert.ToBase64String([.. s_gzip[..at], .. s_gzip[(at + 1)..]])), Packed.Open);
            Assert.True(verdict.FaultReason is LineFaultReason.InvalidGzip or LineFaultReason.MessageTooLarge, $"byte {at}: {verdict}");
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Gzip_WrongLength_IsInvalid(int difference)
    {
        byte[] wrong = [.. s_gzip];
        BitConverter.TryWriteBytes(wrong.AsSpan(^4..), Packed.Event.Length + difference);
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf(wrong));
    }

    [Fact]
    public void Gzip_TwoMembers_IsInvalid()
    {
        int half = Packed.Event.Length / 2;
        Assert.Equal(LineFaultReason.InvalidGzip,
            ReasonOf([.. MessagePacker.Gzip(Packed.Event[..half]), .. MessagePacker.Gzip(Packed.Event[half..])]));
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf([.. s_gzip, .. s_gzip]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(100)]
    public void Gzip_TrailingBytes_AreInvalid(int length)
    {
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf([.. s_gzip, .. new byte[length]]));
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf([.. s_gzip, .. Packed.Event[..length]]));
    }

    [Fact]
    public void Gzip_OtherFormats_AreInvalid()
    {
        using var zlib = new MemoryStream();
        using (var stream = new ZLibStream(zlib, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(Packed.Event);

        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf(zlib.ToArray()));
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf(Packed.Event));
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf([]));
        Assert.Equal(LineFaultReason.InvalidGzip, ReasonOf(new byte[64]));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Gzip_OfEveryLevel_IsRead(CompressionLevel level)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level))
            gzip.Write(Packed.Event);

        Assert.Equal(Packed.Fields, s_way.FieldsOf(Message(Convert.ToBase64String(compressed.ToArray())), Packed.Open));
    }

    [Fact]
    public void Gzip_OfNothing_IsABlankLine()
        => Assert.Equal(LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent),
            s_way.Judge(Message(Convert.ToBase64String(WithNothing())), Packed.Open));

    [Fact]
    public void Base64_CharacterOutsideTheAlphabet_IsInvalid()
    {
        string text = Convert.ToBase64String(s_gzip);
        foreach (string wrong in new[] { " ", "\\n", "\\r\\n", "\\t", "=", "-", "_", "!", "\\u0000", "\u00e9", "\\\\", "\\uD800" })
        {
            for (int at = 0; at < text.Length; at += 7)
            {
                // Replaces a character, or is inserted next to it.
                Assert.Equal(LineFaultReason.InvalidBase64, ReasonOf(text[..at] + wrong + text[(at + 1)..]));
                Assert.Equal(LineFaultReason.InvalidBase64, ReasonOf(text[..at] + wrong + text[at..]));
            }
        }
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\\r\\n")]
    public void Base64_FourCharactersOfWhiteSpace_AreInvalid(string space)
    {
        // Four characters could form a group.
        string text = Convert.ToBase64String(s_gzip);
        string four = string.Concat(Enumerable.Repeat(space, space.Length == 1 ? 4 : 2));
        for (int at = 0; at <= text.Length; at++)
            Assert.Equal(LineFaultReason.InvalidBase64, ReasonOf(text[..at] + four + text[at..]));
    }

    [Fact]
    public void Base64_Padding_IsWhereItBelongs()
    {
        foreach (int spaces in (int[])[0, 1, 2])
        {
            byte[] content = [.. Packed.Event, .. Enumerable.Repeat((byte)' ', spaces)];
            string text = Convert.ToBase64String(content);
            string unpadded = text.TrimEnd('=');

            Assert.Empty(Split(text, 5));
            if (unpadded.Length < text.Length)
                Assert.All(Split(unpadded, 5), reason => Assert.Equal(LineFaultReason.InvalidBase64, reason));

            // Two concatenated texts have padding in the middle.
            if (unpadded.Length < text.Length)
                Assert.All(Split(text + text, text.Length), reason => Assert.Equal(LineFaultReason.InvalidBase64, reason));

            Assert.All(Split(text + "====", 5), reason => Assert.Equal(LineFaultReason.InvalidBase64, reason));
            Assert.All(Split(unpadded + "==== ", 5), reason => Assert.Equal(LineFaultReason.InvalidBase64, reason));
        }
    }

    [Fact]
    public void Base64_OfTheUrlAlphabet_IsInvalid()
    {
        byte[] content = [.. Enumerable.Repeat((byte)0xFB, 30)];
        string text = Convert.ToBase64String(content).Replace('+', '-').Replace('/', '_');

        Assert.Contains('-', text);
        Assert.All(Split(text, 5), reason => Assert.Equal(LineFaultReason.InvalidBase64, reason));
        Assert.Equal(LineFaultReason.InvalidBase64, ReasonOf(text));
    }

    [Fact]
    public void Base64_PartsOfAnySize_AreOneText()
    {
        foreach (bool isCompressed in (bool[])[true, false])
        {
            for (int size = 1; size <= 20; size++)
                Assert.Empty(Fault.Collect(ReassemblyOptions.Default, MessagePacker.Split(Packed.Event, size, isCompressed)));
        }
    }

    [Fact]
    public void Base64_EmptyParts_AddNothing()
    {
        string text = Convert.ToBase64String(Packed.Event);
        byte[][] lines =
            [.. new[] { "", text[..5], "", "", text[5..], "" }.Select((part, i) => MessagePacker.Record(part, "NONE", index: i, count: 6))];
        ReadingResult result = new ReadWay(EngineChoice.Fast, ReadPath.Enumerate).Read(Packed.Join(lines), Packed.Open);

        Assert.Equal((Packed.Fields, 6), (Assert.Single(result.Lines).Fields, result.Lines[0].Number));
    }

    private static byte[] WithNothing()
        // What gzip writes for an empty file.
        => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Message(string text) => MessagePacker.Record(text, index: 1, count: 1);

    private static LineFaultReason ReasonOf(byte[] gzip) => ReasonOf(Convert.ToBase64String(gzip));

    private static LineFaultReason ReasonOf(string text) => s_way.Judge(Message(text), Packed.Open).FaultReason;

    private static LineFaultReason[] Split(string text, int size)
    {
        string[] parts = [.. text.Chunk(size).Select(part => new string(part))];
        IEnumerable<byte[]> lines = parts.Select((part, i) => MessagePacker.Record(part, "NONE", index: i, count: parts.Length));
        return [.. Fault.Collect(ReassemblyOptions.Default, lines).Select(fault => fault.Reason)];
    }
}
