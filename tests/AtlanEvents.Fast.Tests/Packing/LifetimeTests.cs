using AtlanEvents.Fast.Testing.Memory;
using AtlanEvents.Fast.Tests.Engines.Learning;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Events and faults are valid for as long as documented, and all memory is returned to the pool exactly once.</summary>
[Collection(nameof(MeasuresMemory))]
public sealed class LifetimeTests
{
    [Fact]
    public void UnpackedEvents_OfOneRead_AreAllValidUntilTheNext()
    {
        byte[][] lines =
        [
            .. MessagePacker.SplitInto(2, Event("a"), id: "a"), MessagePacker.Single(Event("b")),
                WrapperWriter.Wrap(Event("c"), Wrapping.LambdaText),
            .. MessagePacker.SplitInto(3, Event("d"), isCompressed: false, id: "d"),
                WrapperWriter.Wrap(MessagePacker.Single(Event("e")), Wrapping.LambdaBase64),
        ];
        EventReader reader = EventReader.Create(new HostilePipeReader([Packed.Join(lines)]), Packed.Open);
        Assert.True(ReadAtOnce(reader));

        Assert.True(reader.TryRead(out EventView a));
        PoolPoison.Spread();
        Assert.True(reader.TryRead(out EventView b));
        Assert.True(reader.TryRead(out EventView c));
        PoolPoison.Spread();
        Assert.True(reader.TryRead(out EventView d));
        Assert.True(reader.TryRead(out EventView e));
        PoolPoison.Spread();
        Assert.False(reader.TryRead(out _));

        AssertIs("a", a);
        AssertIs("b", b);
        AssertIs("c", c);
        AssertIs("d", d);
        AssertIs("e", e);
        Assert.Equal((2, 3, 4, 7, 8), (a.LineNumber, b.LineNumber, c.LineNumber, d.LineNumber, e.LineNumber));
    }

    [Fact]
    public void Faults_WhileTheHandlerRuns_AreIntact()
    {
        byte[][] lines = [Packed.Part("a", 1, 3, "first"), Packed.Part("b", 0, 3), Packed.Part("a", 2, 3, "se\\u0063ond"),
            Packed.Part("a", 1, 3, "other"), Packed.Part("c", 0)];
        int reported = 0;
        LineFaultHandler handler = (in fault) =>
        {
            PoolPoison.Spread();
            reported++;
            Assert.True(fault.Line.SequenceEqual(lines[fault.LineNumber - 1]));
            Assert.Equal("abaac"[(int)fault.LineNumber - 1], (char)fault.Part.MessageId[0]);
        };
        foreach (EventView _ in EventParser.Enumerate(Packed.Join(lines), Packed.Open with { FaultHandler = handler }))
        {
        }

        Assert.Equal(5, reported);
    }

    [Fact]
    public void UnpackedEvents_OverTheLimitOfOneRead_NeedSeveralReads()
    {
        // Two events exceed the limit of unpacked bytes.
        byte[] input = Packed.Join(Enumerable.Repeat(MessagePacker.Single(Event("a")), 20));
        var limits = new ReassemblyOptions { MaxMessageBytes = Event("a").Length };
        EventReader reader = EventReader.Create(new HostilePipeReader([input]), Packed.Open with { Reassembly = limits });
        var eachRead = new List<int>();
        while (ReadAtOnce(reader))
        {
            int events = 0;
            while (reader.TryRead(out EventView view))
            {
                AssertIs("a", view);
                events++;
            }

            eachRead.Add(events);
        }

        Assert.Equal(20, eachRead.Sum());
        Assert.All(eachRead, events => Assert.InRange(events, 0, 2));
        Assert.Equal(20, reader.Counts.Unpacked);
    }

    [Theory]
    [InlineData("a\\nb", false)]
    [InlineData("SGVsbG8", true)]
    [InlineData("SGVsbG8h\\n", true)]
    [InlineData("{\\n", false)]
    public void WrappersWithoutAnEvent_UseConstantMemory(string body, bool isBase64)
    {
        // 32 MB of bodies, in reads of 64 KB.
        string text = string.Concat(Enumerable.Repeat(body, 4_000));
        byte[] line = Packed.Utf8($"{{\"body\":\"{text}\",\"isBase64Encoded\":{(isBase64 ? "true" : "false")}}}\n");
        byte[] read = [.. Enumerable.Repeat(line, Math.Max(1, 65_536 / line.Length)).SelectMany(bytes => bytes)];
        int times = 32 * 1024 * 1024 / read.Length;
        using var buffers = new RentedBuffers();
        EventReader reader = EventReader.Create(
            new RepeatingPipeReader(read, times, []), Packed.Open with { FaultHandler = (in _) => { } });
        while (ReadAtOnce(reader))
        {
            while (reader.TryRead(out _))
            {
            }
        }

        Assert.InRange(reader.Counts.Lines, times, long.MaxValue);
        Assert.InRange(buffers.MaxRentedBytes, 1, 1024 * 1024);
    }

    [Theory]
    [InlineData(EventEngine.Fast)]
    [InlineData(EventEngine.Utf8Json)]
    public void Memory_OfAnyStream_IsReturnedOnce(EventEngine engine)
    {
        byte[] input = EverythingThereIs();

        // Allocates beforehand what the thread keeps.
        _ = Read(input, engine, stopAfter: int.MaxValue);
        using var buffers = new RentedBuffers();
        for (int stopAfter = 1; stopAfter < 30; stopAfter++)
            _ = Read(input, engine, stopAfter);

        int faults = Read(input, engine, stopAfter: int.MaxValue);

        Assert.True(faults > 15, "Too little was rejected.");
        Assert.True(buffers.Rents > 100, "Nothing was seen.");
        Assert.Equal((0, 0), (buffers.Outstanding, buffers.WrongReturns));
    }

    [Fact]
    public void Memory_WhenTheHandlerThrows_IsReturnedOnce()
    {
        byte[] input = EverythingThereIs();
        using var buffers = new RentedBuffers();
        EventEnumerator events = EventParser.Enumerate(
            input, Packed.Open with { FaultHandler = (in _) => throw new InvalidOperationException("No.") });
        int thrown = 0;
        for (bool isMore = true; isMore;)
        {
            try
            {
                isMore = events.MoveNext();
            }
            catch (InvalidOperationException)
            {
                thrown++;
            }
        }

        events.Dispose();
        Assert.True(thrown > 5, "Too little was rejected.");
        Assert.Equal((0, 0), (buffers.Outstanding, buffers.WrongReturns));
    }

    // A view cannot live across an await.
    private static bool ReadAtOnce(EventReader reader)
    {
        ValueTask<bool> read = reader.ReadAsync();
        return read.IsCompletedSuccessfully ? read.Result : throw new InvalidOperationException("The pipe made the reader wait.");
    }

    // Reads a number of events and faults, then stops.
    private static int Read(byte[] input, EventEngine engine, int stopAfter)
    {
        int faults = 0;
        int events = 0;
        var options = Packed.Open with
        {
            Engine = engine,
            FaultHandler = (in _) => faults++,
            Reassembly = new ReassemblyOptions { MaxPendingMessages = 3 },
        };
        using EventEnumerator enumerator = EventParser.Enumerate(input, options);
        while (events + faults < stopAfter && enumerator.MoveNext())
            events++;

        return faults;
    }

    // Complete, damaged, incomplete, conflicting and repeated messages, wrapped and not.
    private static byte[] EverythingThereIs()
    {
        byte[] bad = MessagePacker.Single("{"u8.ToArray());
        return Packed.Join(
        [
            .. MessagePacker.SplitInto(4, Packed.Event, id: "a"),
            MessagePacker.Single(MessagePacker.Single(Packed.Event)),
            MessagePacker.Single(bad),
            .. MessagePacker.SplitInto(3, bad, id: "b"),
            .. MessagePacker.SplitInto(2, MessagePacker.Record("AAAA", index: 1, count: 1), id: "c"),
            Packed.Part("d", 0, 3, "\\u0041"), Packed.Part("d", 0, 3, "A"), Packed.Part("d", 0, 3, "B"),
            .. Enumerable.Range(0, 8).Select(i => Packed.Part($"e_{i}", 0, 2, new string('A', 100 * i))),
            .. Enum.GetValues<Wrapping>().SelectMany(wrapping => (byte[][])[WrapperWriter.Wrap(Packed.Event, wrapping),
                WrapperWriter.Wrap(Packed.Part("f", (int)wrapping, 8, "A\\u0041"), wrapping)]),
            WrapperWriter.Wrap(bad, Wrapping.LambdaBase64),
            .. MessagePacker.SplitInto(3, WrapperWriter.Wrap(Packed.Event, Wrapping.LambdaText), id: "g"),
            Packed.Part("h", 0),
        ]);
    }

    private static byte[] Event(string guid) => Packed.Utf8(Lines.Entity($"\"guid\":\"{guid}\",\"typeName\":\"caf\\u00e9\""));

    private static void AssertIs(string guid, in EventView view)
    {
        Assert.Equal(guid, view.Guid.ToString());
        Assert.Equal("caf\u00e9", view.TypeName.ToString());
        Assert.True(view.Line.SequenceEqual(Event(guid)));
    }
}
