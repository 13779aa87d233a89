namespace AtlanEvents.Fast.Tests;

public sealed class EventParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void TryParse_WithOrWithoutNewline_IsTheSameLine(string newline)
    {
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(Lines.Delete + newline), out EventView view));
        Assert.Equal(Lines.Delete, Encoding.UTF8.GetString(view.Line));
        Assert.Equal((1, 0), (view.LineNumber, view.ByteOffset));
    }

    [Fact]
    public void TryParse_PrettyPrinted_IsOneEvent()
    {
        Assert.True(EventParser.TryParse("{\n  \"message\": {\r\n    \"entity\": {\n\"guid\": \"g\"\n}\n}\n}\n"u8, out EventView view));
        Assert.True(view.Guid.Equals("g"u8));
    }

    [Fact]
    public void TryParse_ByteOrderMark_IsSkippedOnce()
    {
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes("\ufeff" + Lines.Delete), out EventView view));
        Assert.Equal((byte)'{', view.Line[0]);
        Assert.Equal(3, view.ByteOffset);
        Assert.False(EventParser.TryParse(Encoding.UTF8.GetBytes("\ufeff\ufeff" + Lines.Delete), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n ")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("{\"message\":{\"entity\":{}}}x")]
    public void TryParse_NotAnEvent_ReturnsTheEmptyView(string input)
    {
        Assert.False(EventParser.TryParse(Encoding.UTF8.GetBytes(input), out EventView view));
        Assert.True(view.Line.IsEmpty);
        Assert.False(view.Guid.IsPresent);
        Assert.Equal(OperationType.None, view.Operation);
        Assert.Equal(DeleteHandler.None, view.DeleteHandler);
    }

    [Fact]
    public void Parse_RejectedLineWithHandler_DoesNotCallIt()
    {
        var options = new EventReaderOptions { FaultHandler = (in _) => Assert.Fail("Called.") };
        Assert.Equal(Verdicts.InvalidJson, Parsing.Parse("x"u8, out _, options));
        Assert.Equal("Rejected(InvalidJson)", Verdicts.InvalidJson.ToString());
    }

    [Fact]
    public void Parse_AlternatingOptions_AreEachApplied()
    {
        var lastWins = new EventReaderOptions { AllowDuplicateFields = true };
        var shortLines = new EventReaderOptions { MaxLineBytes = 10 };
        byte[] line = """{"message":{"entity":{"guid":"a","guid":"b"}}}"""u8.ToArray();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Verdicts.DuplicateField, Parsing.Parse(line, out _));
            Assert.Equal(Verdicts.Event, Parsing.Parse(line, out _, lastWins));
            Assert.Equal(Verdicts.TooLong, Parsing.Parse(line, out _, shortLines));
        }
    }

    [Fact]
    public void Parse_OnManyThreads_ReturnsIndependentResults()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            byte[] line = Encoding.UTF8.GetBytes(Lines.Guid($"\"\\u00e9{thread}\""));
            for (int i = 0; i < 2000; i++)
            {
                Assert.True(EventParser.TryParse(line, out EventView view));
                Assert.Equal($"\u00e9{thread}", view.Guid.ToString());
            }
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData(Lines.Delete)]
    public void Parse_AfterDispose_Throws(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        var parser = new EventParser(new EventReaderOptions { MaxLineBytes = 1000 });
        parser.Dispose();
        ObjectDisposedException exception = Assert.Throws<ObjectDisposedException>(() => parser.Parse(bytes, out _));
        Assert.Equal(typeof(EventParser).FullName, exception.ObjectName);
        Assert.Throws<ObjectDisposedException>(() => parser.Parse(Segment.Join([bytes, bytes]), out _));
    }

    [Fact]
    public void MoveNext_AfterACopyWasDisposed_Throws()
    {
        EventEnumerator events = EventParser.Enumerate("\n\n"u8);
        foreach (EventView _ in events)
            Assert.Fail("There is no event.");

        Exception? caught = null;
        try
        {
            events.MoveNext();
        }
        catch (ObjectDisposedException e)
        {
            caught = e;
        }

        Assert.NotNull(caught);
        Assert.Equal(2, events.Counts.Blank);
    }

    [Fact]
    public void TryParse_InAFaultHandler_DoesNotDisturbTheReader()
    {
        byte[] escaped = Encoding.UTF8.GetBytes(Lines.Guid("\"\\u00e9\""));
        byte[] input = [.. escaped, .. "\nx\n"u8, .. escaped];
        int faults = 0;
        var options = new EventReaderOptions
        {
            FaultHandler = (in LineFault fault) =>
            {
                Assert.True(EventParser.TryParse("{\"message\":{\"entity\":{\"guid\":\"\\u0041\"}}}"u8, out EventView other));
                Assert.True(other.Guid.Equals("A"u8));
                Assert.True(fault.Line.SequenceEqual("x"u8));
                faults++;
            },
        };

        int events = 0;
        foreach (EventView view in EventParser.Enumerate(input, options))
        {
            Assert.True(view.Guid.Equals("\u00e9"u8));
            events++;
        }

        Assert.Equal((2, 1), (events, faults));
    }

    [Fact]
    public void Enumerate_RejectedLineWithoutHandler_ThrowsAndContinuesAfterIt()
    {
        byte[] input = Encoding.UTF8.GetBytes($"{Lines.Delete}\nsecret\n{Lines.Delete}\n");
        EventEnumerator events = EventParser.Enumerate(input);
        Assert.True(events.MoveNext());

        EventFormatException? caught = null;
        try
        {
            events.MoveNext();
        }
        catch (EventFormatException e)
        {
            caught = e;
        }

        Assert.Equal((LineFaultReason.InvalidJson, 2, Lines.Delete.Length + 1), (caught!.Reason, caught.LineNumber, caught.ByteOffset));
        Assert.DoesNotContain("secret", caught.ToString(), StringComparison.Ordinal);
        Assert.True(events.MoveNext());
        Assert.Equal(3, events.Current.LineNumber);
        Assert.False(events.MoveNext());
        Assert.False(events.MoveNext());
        Assert.True(events.Current.Line.IsEmpty);
        Assert.Equal((3, 2, 1, input.Length), (events.Counts.Lines, events.Counts.Events, events.Counts.Rejected, events.Counts.Bytes));
        events.Dispose();
    }

    [Fact]
    public void Enumerate_ManyEscapedLinesThatAreNotEvents_HoldsOneLineOnly()
    {
        // Text of skipped lines must not accumulate: memory is that of one line.
        byte[] line = Encoding.UTF8.GetBytes(
            Lines.Fill("""{"message":{"operationType":"RELATIONSHIP_\u0043#"}}""", new string('x', 1000)) + "\n");
        byte[] input = new byte[line.Length * 20_000];
        for (int i = 0; i < input.Length; i += line.Length)
            line.CopyTo(input, i);

        using EventEnumerator events = EventParser.Enumerate(input);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(events.MoveNext());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(20_000, events.Counts.NotRoutableFor(NotRoutableReason.RelationshipEvent));
    }

    [Fact]
    public void ReadWays_CoverEveryEngine()
        => Assert.Equal(Enum.GetValues<EventEngine>().Length - 1, EngineChoice.All.Select(choice => choice.Kind).Distinct().Count());
}
