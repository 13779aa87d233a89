namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Messages that are never completed: when their faults are reported, and how their lines are counted.</summary>
[Trait("Behaviour", "packed-message")]
public sealed class IncompleteMessageTests
{
    private static readonly byte[][] s_parts = MessagePacker.SplitInto(3, Packed.Event, id: "whole");

    [Fact]
    public void Faults_AtTheEnd_HaveTheLineAndPartOfEach()
    {
        byte[][] lines = [Packed.Part("b", 2, 3), Packed.Event, s_parts[1], Packed.Part("b", 0, 3), s_parts[0]];
        List<Fault> faults = Fault.In(Packed.Join(lines));

        // The oldest message first, with its parts in order.
        int[] order = [4, 1, 5, 3];
        Assert.Equal([("b", 0), ("b", 2), ("whole", 0), ("whole", 1)], faults.Select(fault => (fault.Id, fault.Index)));
        Assert.Equal(order.Select(line => (long)line), faults.Select(fault => fault.Line));
        Assert.All(faults, fault => Assert.Equal((LineFaultReason.IncompleteMessage, 3), (fault.Reason, fault.Count)));
        foreach (Fault fault in faults)
        {
            int line = (int)fault.Line - 1;
            Assert.Equal(lines[line], Packed.Utf8(fault.Text));
            Assert.Equal((lines[line].Length, lines[..line].Sum(l => l.Length + 1)), (fault.Length, fault.Offset));
        }
    }

    [Fact]
    public void Faults_OfOtherLines_HaveNoPart()
    {
        Fault fault = Assert.Single(Fault.In("bad\n"u8.ToArray()));
        Assert.Equal((LineFaultReason.InvalidJson, "", 0, 0), (fault.Reason, fault.Id, fault.Index, fault.Count));
    }

    [Fact]
    public void Faults_OfACompressedMessage_ArePartZeroOfOne()
    {
        Fault fault = Assert.Single(Fault.In(MessagePacker.Record("AAAA", id: "single", index: 1, count: 1)));
        Assert.Equal((LineFaultReason.InvalidGzip, "single", 0, 1), (fault.Reason, fault.Id, fault.Index, fault.Count));
    }

    [Fact]
    public void Counts_WhilePartsWait_IncludeThemAsPending()
    {
        using EventEnumerator events = EventParser.Enumerate(
            Packed.Join(s_parts[0], s_parts[2], Packed.Event, s_parts[1], s_parts[0]), Packed.Open with { FaultHandler = (in _) => { } });

        Assert.True(events.MoveNext());
        Assert.Equal((3, 2, 1, 0), (events.Counts.Lines, events.Counts.Pending, events.Counts.Events, events.Counts.Unpacked));
        Assert.True(events.MoveNext());
        Assert.Equal((4, 0, 2, 1), (events.Counts.Lines, events.Counts.Pending, events.Counts.Events, events.Counts.Unpacked));
        Assert.False(events.MoveNext());
        Assert.Equal((5, 3), (events.Counts.Lines, events.Counts.NotRoutableFor(NotRoutableReason.MessagePart)));
    }

    [Fact]
    public void NoHandler_EachRejectedMessage_IsOneException()
    {
        byte[] input = Packed.Join(
            Packed.Part("a", 0, 3), Packed.Part("b", 1, 3), Packed.Part("a", 2, 3), s_parts[0], Packed.Part("whole", 0, 3), Packed.Event);
        EventEnumerator events = EventParser.Enumerate(input, Packed.Open);

        Assert.Equal((LineFaultReason.ConflictingParts, 5, 3), Next(ref events));
        Assert.True(events.MoveNext());
        Assert.Equal((LineFaultReason.IncompleteMessage, 2, 2), Next(ref events));
        Assert.Equal((LineFaultReason.IncompleteMessage, 1, 0), Next(ref events));
        Assert.False(events.MoveNext());
        events.Dispose();
        Assert.Equal((6, 5, 1), (events.Counts.Lines, events.Counts.Rejected, events.Counts.Events));

        static (LineFaultReason Reason, long Line, long Pending) Next(ref EventEnumerator events)
        {
            try
            {
                events.MoveNext();
            }
            catch (EventFormatException e)
            {
                return (e.Reason, e.LineNumber, events.Counts.Pending);
            }

            return default;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NoHandler_ContinuingWithReadAsync_ThrowsForEachMessage(bool isFullAtTheEnd)
    {
        // The last event unpacks so much that a new read is required, which is at the end of the input.
        byte[] input = [.. Packed.Join(Packed.Part("a", 0), Packed.Part("b", 0)), .. MessagePacker.Single(Packed.Event)];
        var limits = new ReassemblyOptions { MaxMessageBytes = Packed.Event.Length };
        if (isFullAtTheEnd)
            input = [.. Packed.Join(Packed.Part("a", 0), Packed.Part("b", 0), MessagePacker.Single(Packed.Event)),
                .. MessagePacker.Single(Packed.Event)];

        await using EventReader reader = EventReader.Create(new HostilePipeReader([input]), Packed.Open with { Reassembly = limits });
        var lines = new List<long>();
        while (await reader.ReadAsync())
        {
            try
            {
                while (reader.TryRead(out _))
                {
                }
            }
            catch (EventFormatException e)
            {
                lines.Add(e.LineNumber);
            }
        }

        Assert.Equal([1, 2], lines);
        Assert.Equal((0, 2), (reader.Counts.Pending, reader.Counts.Rejected));
        Assert.Equal(isFullAtTheEnd ? 2 : 1, reader.Counts.Events);
    }

    [Fact]
    public void NoHandler_EvictedMessage_LosesNoEvent()
    {
        // Message a expires with the event of the last line; that event must not be lost.
        var limits = new ReassemblyOptions { MaxAgeInLines = 1 };
        byte[] input = Packed.Join(Packed.Part("a", 0), Packed.Event, Packed.Event, MessagePacker.Single(Packed.Event));
        using EventEnumerator events = EventParser.Enumerate(input, Packed.Open with { Reassembly = limits });

        Assert.True(events.MoveNext() && events.MoveNext() && events.MoveNext());
        Assert.Equal(4, events.Current.LineNumber);
        Assert.Equal(1, events.Counts.Pending);
    }

    [Fact]
    public void NoHandler_ManyEvictedMessages_AreOneExceptionAndAllCounted()
    {
        byte[][] small = [.. Enumerable.Range(0, 10).Select(i => Packed.Part($"m_{i}", 0))];
        var limits = new ReassemblyOptions { MaxPendingBytes = 20_000 };
        byte[] input = Packed.Join([.. small, Packed.Part("large", 0, 2, new string('A', 20_000)), Packed.Event]);
        using EventEnumerator events = EventParser.Enumerate(input, Packed.Open with { Reassembly = limits });
        long line = 0;
        try
        {
            events.MoveNext();
        }
        catch (EventFormatException e)
        {
            line = e.LineNumber;
        }

        // The last part needs 32,768 bytes, which exceeds the limit alone.
        Assert.Equal((1, 0, 11), (line, events.Counts.Pending, events.Counts.Rejected));
        Assert.True(events.MoveNext());
    }

    [Fact]
    public void HandlerThatThrows_LosesNoCount()
    {
        int reported = 0;
        LineFaultHandler handler = (in _) =>
        {
            reported++;
            throw new InvalidOperationException("No.");
        };
        byte[] input = Packed.Join(
            Packed.Part("a", 0, 3), Packed.Part("a", 1, 3), Packed.Part("b", 0), Packed.Part("b", 0, 3), Packed.Event);
        using EventEnumerator events = EventParser.Enumerate(input, Packed.Open with { FaultHandler = handler });
        int thrown = 0;
        int read = 0;
        while (true)
        {
            try
            {
                if (!events.MoveNext())
                    break;

                read++;
            }
            catch (InvalidOperationException)
            {
                thrown++;
            }
        }

        // One exception per message: the conflict, and the incomplete message at the end.
        Assert.Equal((2, 2, 1), (reported, thrown, read));
        CountsSnapshot counts = CountsSnapshot.Of(events.Counts);
        Assert.Equal((5, "IncompleteMessage=2 ConflictingParts=2"), (counts.Lines, counts.RejectedReasons));
    }

    [Fact]
    public async Task RejectIncompleteMessages_InTheMiddle_RejectsThemAndContinues()
    {
        var faults = new List<Fault>();
        byte[] input = Packed.Join([s_parts[0], s_parts[1], Packed.Event, s_parts[2], .. s_parts, s_parts[1]]);
        await using EventReader reader = EventReader.Create(
            new HostilePipeReader([input]), Packed.Open with { FaultHandler = (in fault) => faults.Add(Fault.Of(fault)) });
        reader.RejectIncompleteMessages();
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out EventView view));
        reader.RejectIncompleteMessages();

        Assert.Equal([(1, 0), (2, 1)], faults.Select(fault => ((int)fault.Line, fault.Index)));
        Assert.Equal((0, 2, 3), (reader.Counts.Pending, reader.Counts.Rejected, reader.Counts.Lines));
        Assert.True(view.Line.SequenceEqual(Packed.Event));

        // Line 4 waits for two more parts; lines 7 and 8 are repeats.
        Assert.True(reader.TryRead(out view));
        Assert.Equal(6, view.LineNumber);
        while (reader.TryRead(out _) || await reader.ReadAsync())
        {
        }

        Assert.Equal((8, 2, 4), (reader.Counts.Lines, reader.Counts.Rejected, reader.Counts.NotRoutableFor(NotRoutableReason.MessagePart)));
    }

    [Fact]
    public async Task RejectIncompleteMessages_NoHandler_ThrowsForEach()
    {
        EventReader reader = EventReader.Create(
            new HostilePipeReader([Packed.Join(Packed.Part("a", 0), Packed.Part("b", 0), Packed.Event)]), Packed.Open);
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));

        Assert.Equal(1, Assert.Throws<EventFormatException>(reader.RejectIncompleteMessages).LineNumber);
        Assert.Equal(2, Assert.Throws<EventFormatException>(reader.RejectIncompleteMessages).LineNumber);
        reader.RejectIncompleteMessages();
        await reader.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(reader.RejectIncompleteMessages);
    }

    [Fact]
    public async Task DisposeAsync_WhilePartsWait_ReportsNothing()
    {
        var faults = new List<Fault>();
        EventReader reader = EventReader.Create(
            new HostilePipeReader([Packed.Join(s_parts[0], s_parts[1], Packed.Event)]),
                Packed.Open with { FaultHandler = (in fault) => faults.Add(Fault.Of(fault)) });
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        await reader.DisposeAsync();
        await reader.DisposeAsync();

        Assert.Empty(faults);
        Assert.Equal(2, reader.Counts.Pending);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_LosesNoPart()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader, Packed.Open);
        var guids = new List<string?>();
        foreach (byte[] part in s_parts)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
            Assert.False(reader.TryRead(out _));
            await pipe.Writer.WriteAsync(part);
            await pipe.Writer.WriteAsync("\n"u8.ToArray());
            Assert.True(await reader.ReadAsync());
            pipe.Reader.CancelPendingRead();
            while (reader.TryRead(out EventView view))
                guids.Add(view.Guid.ToString());

            Assert.True(await reader.ReadAsync());
        }

        Assert.Equal([Packed.Fields.Guid], guids);
        Assert.Equal(2, reader.Counts.NotRoutable);
    }
}
