using AtlanEvents.Fast.Testing.Memory;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Large inputs, segmented inputs, and memory that belongs to the caller.</summary>
public sealed class InputTests
{
    public static TheoryData<EngineChoice> Engines => new(EngineChoice.All);

    [Theory, MemberData(nameof(Engines)), Trait("Behaviour", "large-input")]
    public async Task InputOverFourGibibytes_HasExactOffsetsAndLengths(EngineChoice engine)
    {
        const int SegmentBytes = 16 * 1024 * 1024;
        const int Segments = 320;
        const long Long = (long)Segments * SegmentBytes;
        var faults = new List<(LineFaultReason Reason, long Number, long Offset, long Length)>();
        EventReaderOptions options =
            engine.In() with { FaultHandler = (in LineFault f) => faults.Add((f.Reason, f.LineNumber, f.ByteOffset, f.Length)) };
        await using EventReader reader = EventReader.Create(
            new RepeatingPipeReader(new byte[SegmentBytes], Segments, "\n{\"message\":{\"entity\":{}}}\n{]\n"u8.ToArray()), options);

        (long Number, long Offset) read = default;
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                read = (view.LineNumber, view.ByteOffset);
        }

        Assert.Equal((2, Long + 1), read);
        Assert.Equal([(LineFaultReason.LineTooLong, 1, 0, Long), (LineFaultReason.InvalidJson, 3, Long + 27, 2)], faults);
        Assert.Equal(Long + 30, reader.Counts.Bytes);
    }

    [Fact, Trait("Behaviour", "large-input")]
    public void CountersAndOffsets_AreLong()
    {
        // No test can read 2^31 lines, so check the types.
        Assert.All(typeof(ReadCounts).GetProperties(), property => Assert.Equal(typeof(long), property.PropertyType));
        foreach (Type type in new[] { typeof(EventView), typeof(EventRecord), typeof(LineFault), typeof(EventFormatException) })
        {
            Assert.Equal(typeof(long), type.GetProperty("LineNumber")!.PropertyType);
            Assert.Equal(typeof(long), type.GetProperty("ByteOffset")!.PropertyType);
        }

        Assert.Equal(typeof(long), typeof(LineFault).GetProperty("Length")!.PropertyType);
    }

    [Theory, MemberData(nameof(Engines)), Trait("Behaviour", "segmentation")]
    public void Pipe_WithSmallAndEmptySegmentsAndSpuriousReads_HasTheSameResult(EngineChoice engine)
    {
        byte[] input = Encoding.UTF8.GetBytes(
            $"{Lines.Delete}\n\n{Lines.Delete}x\r\n{Lines.Guid("\"\\uD800\"")}\n{Lines.Delete}\n{Lines.Delete[..50]}");
        ReadingResult expected = LineOracle.Read(input);
        var way = new ReadWay(engine, ReadPath.Whole);
        ReadOnlyMemory<byte>[] pieces = Pieces.BytePerPieceWithEmptyOnes(input);
        foreach (int perRead in (int[])[1, 2, 3, 7, int.MaxValue])
            ReadingResult.AssertEqual(expected, way.ReadPieces(pieces, perRead), $"{perRead} pieces a read");

        for (int seed = 0; seed < 50; seed++)
            ReadingResult.AssertEqual(expected, way.ReadPieces(pieces, new Random(seed)), $"seed {seed}");
    }

    [Theory, MemberData(nameof(Engines)), Trait("Behaviour", "caller-memory")]
    public void CallerMemory_IsNotReadBeyondItsEnds(EngineChoice engine)
    {
        // Reading a byte too many crashes the process. The tests in Isolated cover more kinds of lines, in a separate process.
        byte[] good = Encoding.UTF8.GetBytes(Lines.Delete);
        EventReaderOptions options = engine.In(new EventReaderOptions { FaultHandler = (in _) => { } });
        using System.Buffers.IMemoryOwner<byte> owner = new GuardedMemory(4 * good.Length);
        var memory = (GuardedMemory)owner;
        for (int length = 1; length <= good.Length; length++)
        {
            LineOutcome expected = length == good.Length ? LineOutcome.Event : LineOutcome.Rejected;
            Assert.Equal(expected, Parsing.Parse(memory.AtEnd(good.AsSpan(0, length)).Span, out _, options).Outcome);
            Assert.Equal(expected, Parsing.Parse(memory.AtStart(good.AsSpan(0, length)).Span, out _, options).Outcome);

            byte[] several = [.. TestLines.Join(good, good), .. good.AsSpan(0, length)];
            Assert.Equal(length == good.Length ? 3 : 2, CountEvents(memory.AtEnd(several), options));
            Assert.Equal(length == good.Length ? 3 : 2, CountEvents(memory.AtStart(several), options));
        }
    }

    private static long CountEvents(ReadOnlyMemory<byte> input, EventReaderOptions options)
    {
        EventEnumerator events = EventParser.Enumerate(input.Span, options);
        while (events.MoveNext())
        {
        }

        return events.Counts.Events;
    }
}
