namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Lines that arrive one at a time, with numbers of the caller.</summary>
public sealed class MessageParserTests
{
    private static readonly byte[] s_event = """{"message":{"entity":{"guid":"g"},"operationType":"ENTITY_DELETE"}}"""u8.ToArray();

    private readonly List<(long Number, LineFaultReason Reason)> _rejected = [];
    private readonly List<(long Number, string Line)> _joined = [];

    [Fact]
    public void Parse_PlainLines_HaveTheirVerdictsAndNumbers()
    {
        using MessageParser parser = Create();
        Assert.Equal(LineOutcome.Event, parser.Parse(s_event, 7, out EventView view).Outcome);
        Assert.Equal(7, view.LineNumber);
        Assert.True(view.Line.SequenceEqual(s_event));
        Assert.Equal(LineOutcome.Blank, parser.Parse(" \n"u8, 8, out _).Outcome);
        Assert.Equal(LineVerdict.Rejected(LineFaultReason.InvalidJson), parser.Parse("{"u8, 9, out _));
        Assert.Equal([(9L, LineFaultReason.InvalidJson)], _rejected);
        Assert.False(parser.IsPending);
    }

    [Fact]
    public void Parse_LastPart_ReturnsTheEventAndReportsTheOtherParts()
    {
        byte[][] parts = MessagePacker.SplitInto(3, s_event);
        using MessageParser parser = Create();
        Assert.Equal(LineVerdict.NotRoutable(NotRoutableReason.MessagePart), parser.Parse(parts[2], 10, out _));
        Assert.True(parser.IsPending);
        Assert.Equal(LineOutcome.Event, parser.Parse(s_event, 15, out _).Outcome);
        Assert.False(parser.IsPending);
        parser.Parse(parts[0], 20, out _);
        Assert.Equal((1, 2), (parser.PendingMessages, parser.PendingParts));

        // A repeated part does not wait.
        Assert.Equal(LineVerdict.NotRoutable(NotRoutableReason.MessagePart), parser.Parse(parts[0], 25, out _));
        Assert.False(parser.IsPending);
        Assert.Empty(_joined);

        Assert.Equal(LineOutcome.Event, parser.Parse(parts[1], 30, out EventView view).Outcome);
        Assert.True(view.Line.SequenceEqual(s_event));
        Assert.Equal(30, view.LineNumber);
        Assert.Equal([(10, Text(parts[2])), (20, Text(parts[0]))], _joined.Order());
        Assert.Equal((0, 0), (parser.PendingMessages, parser.PendingParts));
        Assert.Empty(_rejected);
    }

    [Fact]
    public void Parse_MessageThatCannotBeDecoded_RejectsAllParts()
    {
        using MessageParser parser = Create();
        parser.Parse(MessagePacker.Record("AAAA", index: 0), 1, out _);
        Assert.Equal(
            LineVerdict.Rejected(LineFaultReason.InvalidGzip),
            parser.Parse(MessagePacker.Record("AAAA", index: 1), 2, out _));
        Assert.Equal([(1, LineFaultReason.InvalidGzip), (2, LineFaultReason.InvalidGzip)], _rejected.Order());
        Assert.Empty(_joined);
    }

    [Fact]
    public void Parse_PartThatExceedsALimit_IsRejectedAtOnce()
    {
        using MessageParser parser = Create(new ReassemblyOptions { MaxPendingBytes = 0 });
        Assert.Equal(
            LineVerdict.Rejected(LineFaultReason.IncompleteMessage), parser.Parse(MessagePacker.SplitInto(2, s_event)[0], 5, out _));
        Assert.False(parser.IsPending);
        Assert.Equal([(5L, LineFaultReason.IncompleteMessage)], _rejected);
        Assert.Equal(0, parser.PendingParts);
    }

    [Fact]
    public void GiveUpBefore_RejectsMessagesWithoutANewerPart()
    {
        byte[][] old = MessagePacker.SplitInto(3, s_event, id: "old");
        byte[][] fresh = MessagePacker.SplitInto(3, s_event, id: "fresh");
        using MessageParser parser = Create();
        parser.Parse(fresh[0], 1, out _);
        parser.Parse(old[0], 2, out _);
        parser.Parse(fresh[1], 3, out _);
        parser.GiveUpBefore(2);
        Assert.Empty(_rejected);
        parser.GiveUpBefore(3);
        Assert.Equal([(2L, LineFaultReason.IncompleteMessage)], _rejected);
        Assert.Equal(LineOutcome.Event, parser.Parse(fresh[2], 4, out _).Outcome);

        // The message may be sent again as a whole.
        for (int i = 0; i < 3; i++)
            Assert.Equal(i == 2, parser.Parse(old[i], 10 + i, out _).Outcome == LineOutcome.Event);
    }

    [Fact]
    public void Forget_PartsThatSomebodyElseReads_WaitAgainAndAreNotReported()
    {
        byte[][] parts = MessagePacker.SplitInto(3, s_event);
        using MessageParser parser = Create();
        parser.Parse(parts[0], 1, out _);
        parser.Parse(parts[1], 2, out _);
        parser.Forget(number => number == 1);
        Assert.Equal((1, 1), (parser.PendingMessages, parser.PendingParts));
        parser.Parse(parts[2], 3, out _);
        Assert.True(parser.IsPending);
        Assert.Equal(LineOutcome.Event, parser.Parse(parts[0], 4, out _).Outcome);
        Assert.Equal([2L, 3L], _joined.Select(part => part.Number).Order());
        Assert.Empty(_rejected);

        parser.Parse(MessagePacker.SplitInto(2, s_event, id: "other")[0], 5, out _);
        parser.Forget(_ => true);
        Assert.Equal((0, 0), (parser.PendingMessages, parser.PendingParts));
        parser.GiveUpBefore(long.MaxValue);
        Assert.Empty(_rejected);
    }

    [Fact]
    public void Forget_LineThatCompletedAMessage_ItsPartsAreNoRepeats()
    {
        byte[][] parts = MessagePacker.SplitInto(2, s_event);
        using MessageParser parser = Create();
        parser.Parse(parts[0], 1, out _);
        Assert.Equal(LineOutcome.Event, parser.Parse(parts[1], 2, out _).Outcome);

        parser.Forget(number => number == 1);
        parser.Parse(parts[0], 3, out _);
        Assert.False(parser.IsPending);

        parser.Forget(number => number == 2);
        parser.Parse(parts[1], 4, out _);
        Assert.True(parser.IsPending);
        Assert.Equal(LineOutcome.Event, parser.Parse(parts[0], 5, out _).Outcome);
    }

    [Fact]
    public void GiveUpBefore_AfterTheNewestPartWasForgotten_JudgesByTheOthers()
    {
        byte[][] first = MessagePacker.SplitInto(3, s_event, id: "first");
        byte[][] second = MessagePacker.SplitInto(3, s_event, id: "second");
        using MessageParser parser = Create();
        parser.Parse(first[0], 1, out _);
        parser.Parse(second[0], 2, out _);
        parser.Parse(second[1], 3, out _);
        parser.Parse(first[1], 4, out _);
        parser.Forget(number => number == 4);
        parser.GiveUpBefore(2);
        Assert.Equal([(1L, LineFaultReason.IncompleteMessage)], _rejected);
        parser.GiveUpBefore(3);
        Assert.Single(_rejected);
    }

    [Fact]
    public void Constructor_NoFaultHandler_Throws()
        => Assert.Throws<ArgumentException>(() => new MessageParser(new EventReaderOptions { Reassembly = ReassemblyOptions.Default }));

    [Fact]
    public void Parse_AfterDispose_Throws()
    {
        MessageParser parser = Create();
        parser.Dispose();
        Assert.Throws<ObjectDisposedException>(() => parser.Parse(s_event, 1, out _));
    }

    private MessageParser Create(ReassemblyOptions? limits = null)
        => new(
            new EventReaderOptions
            {
                Reassembly = limits ?? ReassemblyOptions.Default,
                FaultHandler = (in LineFault fault) => _rejected.Add((fault.LineNumber, fault.Reason)),
            },
            (number, line) => _joined.Add((number, Text(line))));

    private static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line);
}
