namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Repeated, conflicting and invalid parts.</summary>
public sealed class PartTests
{
    private static readonly byte[][] s_parts = MessagePacker.SplitInto(3, Packed.Event);

    [Fact]
    public void Repeat_BeforeTheMessageIsComplete_IsAMessagePart()
    {
        CountsSnapshot counts = Read(s_parts[0], s_parts[0], s_parts[2], s_parts[0], s_parts[2], s_parts[1]).Counts;

        Assert.Equal((1, "MessagePart=5", ""), (counts.Events, counts.NotRoutableReasons, counts.RejectedReasons));
    }

    [Fact]
    public void Repeat_AfterTheMessageIsComplete_IsAMessagePart()
    {
        CountsSnapshot counts = Read([.. s_parts, s_parts[1], .. s_parts, s_parts[2]]).Counts;

        Assert.Equal((1, "MessagePart=7", ""), (counts.Events, counts.NotRoutableReasons, counts.RejectedReasons));
    }

    [Fact]
    public void Repeat_InAnotherSpelling_IsAMessagePart()
    {
        CountsSnapshot counts = Read(Half("e3", 0), Half("\\u00653", 0), Half("\\u0030=", 1), Half("0=", 1)).Counts;

        Assert.Equal(("NotAnEvent=1 MessagePart=3", ""), (counts.NotRoutableReasons, counts.RejectedReasons));

        static byte[] Half(string text, int index) => MessagePacker.Record(text, "NONE", index: index);
    }

    [Fact]
    public void Repeat_OfAMessageThatWasRejected_IsReadAgain()
    {
        int length = (Convert.ToBase64String(MessagePacker.Gzip(Packed.Event)).Length + 2) / 3;
        byte[] damaged = MessagePacker.Record(new string('A', length), index: 1, count: 3);
        ReadingResult result = Read([s_parts[0], damaged, s_parts[2], .. s_parts]);

        Assert.Equal("InvalidGzip=3", result.Counts.RejectedReasons);
        Assert.Equal(Packed.Fields, result.Lines[^1].Fields);
        Assert.Equal((6, "MessagePart=2"), (result.Lines[^1].Number, result.Counts.NotRoutableReasons));
    }

    [Fact]
    public void Repeat_OfAForgottenMessage_IsReadAgain()
    {
        // The last 4,096 ids are remembered.
        byte[][] messages = [.. Enumerable.Range(0, 4_097)
            .SelectMany(i => MessagePacker.SplitInto(2, "{}"u8.ToArray(), isCompressed: false, id: $"m_{i}"))];
        ReadingResult result = Read([.. messages, messages[2], messages[0]]);

        LineResult line = Assert.Single(result.Lines);
        Assert.Equal((8_196, LineVerdict.Rejected(LineFaultReason.IncompleteMessage)), (line.Number, line.Verdict));
        Assert.Equal("NotAnEvent=4097 MessagePart=4098", result.Counts.NotRoutableReasons);
    }

    [Theory]
    [InlineData("Other", "GZIP", 2, 3)]
    [InlineData("New", "GZIP", 1, 4)]
    [InlineData("New", "GZIP", 3, 4)]
    [InlineData("New", "NONE", 1, 3)]
    public void ConflictingParts_AreAllRejected(string text, string kind, int index, int count)
    {
        byte[] first = MessagePacker.Record("Text", "GZIP", "m_1", 0, 3);
        byte[] second = MessagePacker.Record("Text", "GZIP", "m_1", 2, 3);
        byte[] conflicting = MessagePacker.Record(text, kind, "m_1", index, count);
        List<Fault> faults = Fault.In(Packed.Join(first, second, conflicting));

        Assert.All(faults, fault => Assert.Equal((LineFaultReason.ConflictingParts, "m_1"), (fault.Reason, fault.Id)));
        Assert.Equal([(1, 0, 3), (2, 2, 3), (3, index, count)], faults.Select(fault => (fault.Line, fault.Index, fault.Count)));
        Assert.Equal([first, second, conflicting], faults.Select(fault => Packed.Utf8(fault.Text)));
    }

    [Fact]
    public void ConflictingParts_AreForgotten()
    {
        ReadingResult result = Read([Packed.Part("split_1", 0, 3), .. s_parts, .. s_parts]);

        // The first two conflict; the next two complete nothing until the first part is repeated.
        Assert.Equal("ConflictingParts=2", result.Counts.RejectedReasons);
        Assert.Equal((1, 5), (result.Counts.Events, Assert.Single(result.Lines, line => line.Fields is not null).Number));
        Assert.Equal("MessagePart=4", result.Counts.NotRoutableReasons);
    }

    [Theory]
    [InlineData("\"msgSplitCount\":2")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":null")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":\"0\"")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":-1")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":2")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":0.5")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":1e0")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":4294967296")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":[0]")]
    [InlineData("\"msgSplitCount\":0,\"msgSplitIdx\":0")]
    [InlineData("\"msgSplitCount\":-3,\"msgSplitIdx\":0")]
    [InlineData("\"msgSplitCount\":\"2\",\"msgSplitIdx\":0")]
    [InlineData("\"msgSplitCount\":{},\"msgSplitIdx\":0")]
    [InlineData("\"msgSplitCount\":9999999999,\"msgSplitIdx\":0")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":0,\"msgId\":null")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":0,\"msgId\":7")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":0,\"msgId\":\"\"")]
    [InlineData("\"msgSplitCount\":2,\"msgSplitIdx\":0,\"msgId\":\"\\uD800\"")]
    public void InvalidPart_IsRejectedAlone(string members)
    {
        byte[] line = Packed.Utf8($"{{\"msgId\":\"m_1\",\"message\":\"QUJD\",\"msgCompressionKind\":\"NONE\",{members}}}");
        Fault fault = Assert.Single(Fault.In(Packed.Join(line)));

        Assert.Equal((LineFaultReason.InvalidPart, 1), (fault.Reason, fault.Line));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Id_OfManyBytes_IsReadUpToItsLimit(int length, bool isFine)
    {
        string id = new('i', length);
        string escaped = string.Concat(Enumerable.Repeat("\\u0069", length));
        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event, id: id);
        byte[] spelledOut = Packed.Utf8(System.Text.Encoding.UTF8.GetString(parts[1]).Replace(id, escaped, StringComparison.Ordinal));
        ReadingResult result = Read(parts[0], spelledOut);

        Assert.Equal((isFine ? 1 : 0, isFine ? "" : "InvalidPart=2"), (result.Counts.Events, result.Counts.RejectedReasons));
    }

    [Fact]
    public void Parts_OfManyConcurrentMessages_AreNotMixed()
    {
        byte[][][] messages =
            [.. Enumerable.Range(0, 50).Select(i => MessagePacker.SplitInto(4, GuidEvent(i), id: $"m_{i}", isCompressed: i % 2 == 0))];
        var random = new Random(5);
        byte[][] lines = [.. messages.SelectMany(parts => parts)];
        random.Shuffle(lines);
        ReadingResult result = Read(lines);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"g{i}").Order(), result.Lines.Select(line => line.Fields!.Guid).Order());
        Assert.Equal("MessagePart=150", result.Counts.NotRoutableReasons);
    }

    private static byte[] GuidEvent(int i) => Packed.Utf8(Behaviour.Lines.Guid($"\"g{i}\""));

    private static ReadingResult Read(params IEnumerable<byte[]> lines)
        => new ReadWay(Testing.Engines.EngineChoice.Fast, ReadPath.Enumerate).Read(Packed.Join(lines), Packed.Open);
}
