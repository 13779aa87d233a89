namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Every limit of <see cref="ReassemblyOptions"/>, and the result of exceeding it.</summary>
public sealed class LimitTests
{
    private const LineFaultReason Incomplete = LineFaultReason.IncompleteMessage;

    private static readonly byte[] s_relationship = """{"message":{"operationType":"RELATIONSHIP_CREATE","relationship":{}}}"""u8.ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MaxMessageBytes_LimitsTheContent(bool isCompressed)
    {
        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event, isCompressed);
        var enough = new ReassemblyOptions { MaxMessageBytes = Packed.Event.Length };
        var tooLittle = new ReassemblyOptions { MaxMessageBytes = Packed.Event.Length - 1 };

        Assert.Empty(Fault.Collect(enough, parts));
        Assert.Equal([(1, LineFaultReason.MessageTooLarge), (2, LineFaultReason.MessageTooLarge)], Fault.Collect(tooLittle, parts));
    }

    [Fact]
    public void MaxMessageBytes_Bomb_IsNotInflated()
    {
        // Even inflating up to the limit would exceed this.
        byte[] bomb = MessagePacker.Record(Convert.ToBase64String(Bomb(100)), index: 1, count: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal([(1, LineFaultReason.MessageTooLarge)], Fault.Collect(ReassemblyOptions.Default, bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(1024u * 1024)]
    public void MaxMessageBytes_BombWithAFalseLength_IsInvalidGzip(uint length)
    {
        byte[] gzip = Bomb(16);
        BitConverter.TryWriteBytes(gzip.AsSpan(^4..), length);
        byte[] bomb = MessagePacker.Record(Convert.ToBase64String(gzip), index: 1, count: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal([(1, LineFaultReason.InvalidGzip)], Fault.Collect(ReassemblyOptions.Default, bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void MaxParts_LimitsTheCount()
    {
        var limits = new ReassemblyOptions { MaxParts = 3 };

        Assert.Empty(Fault.Collect(limits, MessagePacker.SplitInto(3, Packed.Event)));
        Assert.Equal([(1, LineFaultReason.MessageTooLarge)], Fault.Collect(limits, Packed.Part("m", 0, 4)));
        Assert.Equal([(1, LineFaultReason.MessageTooLarge)], Fault.Collect(limits, Packed.Part("m", 0, int.MaxValue)));
    }

    [Fact]
    public void MaxPendingMessages_EvictsTheOldest()
    {
        var limits = new ReassemblyOptions { MaxPendingMessages = 2 };
        byte[][] lines =
        [
            Packed.Part("a", 0, 3), Packed.Part("b", 0, 3), Packed.Part("a", 1, 3), Packed.Part("c", 0, 3), Packed.Part("d", 0, 3),
        ];

        // The part of a in the third line makes b the oldest.
        Assert.Equal([(2, Incomplete), (1, Incomplete), (3, Incomplete), (4, Incomplete), (5, Incomplete)], Fault.Collect(limits, lines));
        var counts = new List<long>();
        EventEnumerator events = EventParser.Enumerate(
            Packed.Join(lines), Packed.Open with { Reassembly = limits, FaultHandler = (in fault) => counts.Add(fault.LineNumber) });
        Assert.False(events.MoveNext());
        Assert.Equal((5, 0, 5), (events.Counts.Rejected, events.Counts.Pending, events.Counts.Lines));
    }

    [Theory]
    [InlineData(0, 1_000_000)]
    [InlineData(65_536, 0)]
    public void MaxPendingMessagesOrBytes_Zero_RejectsEachPartAtOnce(int messages, int bytes)
    {
        var limits = new ReassemblyOptions { MaxPendingMessages = messages, MaxPendingBytes = bytes };
        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event);
        ReadingResult result = Read(limits, parts[0], MessagePacker.Single(Packed.Event), parts[1]);

        Assert.Equal([1, 2, 3], result.Lines.Select(line => line.Number));
        Assert.Equal((1, "IncompleteMessage=2"), (result.Counts.Events, result.Counts.RejectedReasons));
    }

    [Fact]
    public void MaxPendingBytes_EvictsTheOldest()
    {
        // Memory is rented in powers of two: a part of 6,000 bytes takes 8,192, and its message little more.
        var limits = new ReassemblyOptions { MaxPendingBytes = 20_000 };
        string text = new('A', 6_000);
        byte[][] lines =
            [Packed.Part("a", 0, 2, text), Packed.Part("b", 0, 2, text), Packed.Part("a", 0, 2, text), Packed.Part("c", 0, 2, text)];

        Assert.Equal([(1, Incomplete), (2, Incomplete), (4, Incomplete)], Fault.Collect(limits, lines));
    }

    [Fact]
    public void MaxPendingBytes_IncludesPlacesForMissingParts()
    {
        // 64 messages with places for 65,536 parts take 32 MiB, regardless of their content.
        var limits = new ReassemblyOptions { MaxParts = 65_536, MaxPendingBytes = 4 * 1024 * 1024 };
        byte[][] lines = [.. Enumerable.Range(0, 64).Select(i => Packed.Part($"m_{i}", 0, 65_536))];
        var atTheEnd = new List<long>();
        EventEnumerator events = EventParser.Enumerate(
            Packed.Join([.. lines, "bad"u8.ToArray()]),
            Packed.Open with { Reassembly = limits, FaultHandler = (in fault) => atTheEnd.Add(fault.LineNumber) });
        Assert.False(events.MoveNext());

        // Most were rejected before the invalid line.
        Assert.InRange(atTheEnd.IndexOf(65), 56, 60);
        Assert.Equal(65, atTheEnd.Count);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void MaxAgeInLines_IsCheckedWithTheNextPendingPart(int age, bool isWhole)
    {
        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event);
        ReadingResult result = Read(
            new ReassemblyOptions { MaxAgeInLines = age }, parts[0], "\n"u8.ToArray(), Packed.Event, Packed.Part("b", 0), parts[1]);

        // A newline creates two lines.
        LineResult last = result.Lines.Single(line => line.Number == 6);
        Assert.Equal(isWhole ? LineVerdict.Event : LineVerdict.Rejected(Incomplete), last.Verdict);
        Assert.Equal(isWhole ? 1 : 3, result.Counts.Rejected);
    }

    [Theory, EveryWay]
    public void MaxAgeInLines_LinesOfOtherKinds_AreNotCounted(ReadWay way)
    {
        // These lines take the fast path in some engines only.
        if (way.Path == ReadPath.Parse)
            return;

        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event);
        byte[][] others = [.. Enumerable.Repeat(s_relationship, 12), MessagePacker.Single(s_relationship)];
        byte[] input = Packed.Join([.. others, parts[0], .. others, parts[1]]);
        ReadingResult result = way.Read(input, Packed.Open with { Reassembly = new ReassemblyOptions { MaxAgeInLines = 2 } });

        Assert.Equal((28, Packed.Fields), (Assert.Single(result.Lines).Number, result.Lines[0].Fields));
    }

    private static ReadingResult Read(ReassemblyOptions limits, params IEnumerable<byte[]> lines)
        => new ReadWay(Testing.Engines.EngineChoice.Fast, ReadPath.Enumerate)
            .Read(Packed.Join(lines), Packed.Open with { Reassembly = limits });

    private static byte[] Bomb(int mebibytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
        {
            byte[] spaces = new byte[1024 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            for (int i = 0; i < mebibytes; i++)
                gzip.Write(spaces);
        }

        return compressed.ToArray();
    }
}
