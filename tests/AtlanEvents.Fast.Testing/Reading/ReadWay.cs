using System.Reflection;
using AtlanEvents.Fast.Testing.Segments;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>An engine and a path with which <see cref="EveryWayAttribute"/> runs a test.</summary>
public sealed class ReadWay : IXunitSerializable
{
    // Inputs up to this length are split at every position, longer ones at this many positions.
    private const int MaxSplits = 1024;

    [Obsolete("For deserialisation by xunit.")]
    public ReadWay()
    {
    }

    public ReadWay(EngineChoice engine, ReadPath path) => (Engine, Path) = (engine, path);

    /// <summary>Every path with every engine at every vector width.</summary>
    public static IEnumerable<ReadWay> All
        => from engine in EngineChoice.All from path in Enum.GetValues<ReadPath>() select new ReadWay(engine, path);

    public EngineChoice Engine { get; private set; }

    public ReadPath Path { get; private set; }

    /// <summary>Reads a whole input.</summary>
    public ReadingResult Read(byte[] input, EventReaderOptions? options = null)
    {
        var collector = new LineCollector();
        options = Engine.In(options) with { FaultHandler = collector.Add };
        switch (Path)
        {
            case ReadPath.Parse:
                return ParseLines(input, options);

            case ReadPath.Enumerate:
                return Enumerate(input, options, collector);

            case ReadPath.Stream:
                return Pump(EventReader.Create(new MemoryStream(input), options with { BufferSize = 64 }), collector);

            case ReadPath.Whole:
                return ReadPieces([input], 1, false, options, collector);

            case ReadPath.Partitions:
                // Partitions that are shorter than most lines, and partitions of a few lines.
                ReadingResult small = PartitionedReading.Read(input, options, partitionBytes: 19, threads: 3);
                ReadingResult.AssertEqual(small, PartitionedReading.Read(input, options, partitionBytes: 1_500, threads: 2), "Partitions of 1,500 B.");
                return small;

            case ReadPath.SplitAtEveryByte:
                return SplitAtEveryByte(input, options, collector);

            case ReadPath.BytePerSegment:
                return ReadPieces(Pieces.BytePerPieceWithEmptyOnes(input), int.MaxValue, false, options, collector);

            default:
                return ReadPieces(Pieces.BytePerPieceWithEmptyOnes(input), 1, true, options, collector);
        }
    }

    /// <summary>Reads segments through a <see cref="HostilePipeReader"/>, regardless of the path.</summary>
    public ReadingResult ReadPieces(ReadOnlyMemory<byte>[] pieces, int piecesPerRead, EventReaderOptions? options = null)
    {
        var collector = new LineCollector();
        options = Engine.In(options) with { FaultHandler = collector.Add };
        return ReadPieces(pieces, piecesPerRead, isSpurious: false, options, collector);
    }

    /// <summary>Reads segments through a randomised <see cref="HostilePipeReader"/>, regardless of the path.</summary>
    public ReadingResult ReadPieces(ReadOnlyMemory<byte>[] pieces, Random random, EventReaderOptions? options = null)
    {
        var collector = new LineCollector();
        options = Engine.In(options) with { FaultHandler = collector.Add };
        return Pump(EventReader.Create(new HostilePipeReader(pieces, random: random), options), collector);
    }

    /// <summary>Returns the verdict on one line, followed by a newline.</summary>
    public LineVerdict Judge(ReadOnlySpan<byte> line, EventReaderOptions? options = null)
        => Read([.. line, (byte)'\n'], options).Verdict;

    /// <inheritdoc cref="Judge(ReadOnlySpan{byte}, EventReaderOptions)"/>
    public LineVerdict Judge(string line, EventReaderOptions? options = null) => Judge(Encoding.UTF8.GetBytes(line), options);

    /// <summary>Returns the fields of one line, followed by a newline. The line must be an event.</summary>
    public EventFields FieldsOf(ReadOnlySpan<byte> line, EventReaderOptions? options = null)
    {
        ReadingResult result = Read([.. line, (byte)'\n'], options);
        Assert.Equal(LineVerdict.Event, result.Verdict);
        return result.Lines[0].Fields!;
    }

    /// <inheritdoc cref="FieldsOf(ReadOnlySpan{byte}, EventReaderOptions)"/>
    public EventFields FieldsOf(string line, EventReaderOptions? options = null) => FieldsOf(Encoding.UTF8.GetBytes(line), options);

    public void Deserialize(IXunitSerializationInfo info)
        => (Engine, Path) = (
            new EngineChoice(info.GetValue<EventEngine>(nameof(EngineChoice.Kind)), info.GetValue<int>(nameof(EngineChoice.VectorBits))),
            info.GetValue<ReadPath>(nameof(Path)));

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(EngineChoice.Kind), Engine.Kind);
        info.AddValue(nameof(EngineChoice.VectorBits), Engine.VectorBits);
        info.AddValue(nameof(Path), Path);
    }

    public override string ToString() => $"{Engine}, {Path}";

    private static ReadingResult ParseLines(byte[] input, EventReaderOptions options)
    {
        var collector = new LineCollector();
        var verdicts = new List<LineVerdict>();
        foreach (InputLine line in InputLine.Split(input))
        {
            // Each call skips a byte order mark at its start; here only that of the whole input may be skipped.
            bool isMarkInside = line.WithNewline.AsSpan().StartsWith(InputLine.Utf8Mark);
            byte[] bytes = isMarkInside ? [.. InputLine.Utf8Mark, .. line.WithNewline] : line.WithNewline;
            if (line.Number == 1)
                bytes = input[..(int)(line.Offset + line.WithNewline.Length)];

            LineVerdict verdict = Parsing.Parse(bytes, out EventView view, options);

            // Only a reader knows that the input ends here.
            if (verdict == LineVerdict.Rejected(LineFaultReason.InvalidJson) && !line.IsTerminated)
                verdict = LineVerdict.Rejected(LineFaultReason.Truncated);

            verdicts.Add(verdict);
            if (verdict.Outcome == LineOutcome.Event)
            {
                Assert.True(view.Line.SequenceEqual(line.Bytes) || options.Reassembly is not null || options.Unwrap != EventWrappers.None);
                collector.Add(view, line.Number, line.Offset);
            }
            else if (verdict.Outcome == LineOutcome.Rejected)
            {
                ReadOnlySpan<byte> kept = line.Bytes.AsSpan(0, Math.Min(line.Bytes.Length, options.MaxLineBytes));
                collector.Add(verdict.FaultReason, line.Number, line.Offset, line.Bytes.Length, kept);
            }
        }

        long end = verdicts.Count == 0 ? 0 : input.Length;
        return new ReadingResult(collector.Lines, CountsSnapshot.Of(verdicts, end));
    }

    private static ReadingResult Enumerate(byte[] input, EventReaderOptions options, LineCollector collector)
    {
        EventEnumerator events = EventParser.Enumerate(input, options);
        foreach (EventView view in events)
            collector.Add(view, view.LineNumber, view.ByteOffset);

        return new ReadingResult(collector.Lines, CountsSnapshot.Of(events.Counts));
    }

    private ReadingResult SplitAtEveryByte(byte[] input, EventReaderOptions options, LineCollector collector)
    {
        ReadingResult whole = ReadPieces([input], 1, false, options, collector);
        int step = Math.Max(1, input.Length / MaxSplits);
        for (int cut = 0; cut <= input.Length; cut += step)
        {
            ReadOnlyMemory<byte>[] pieces = Pieces.CutAt(input, cut);
            ReadingResult.AssertEqual(whole, ReadPieces(pieces, 1, options), $"Cut at {cut}, two reads.");
            ReadingResult.AssertEqual(whole, ReadPieces(pieces, 2, options), $"Cut at {cut}, one read.");
        }

        return whole;
    }

    private ReadingResult ReadPieces(
        ReadOnlyMemory<byte>[] pieces, int piecesPerRead, bool isSpurious, EventReaderOptions options, LineCollector collector)
        => Pump(EventReader.Create(new HostilePipeReader(pieces, piecesPerRead, isSpurious), options), collector);

    private ReadingResult Pump(EventReader reader, LineCollector collector)
        => PumpAsync(reader, collector).AsTask().GetAwaiter().GetResult();

    private async ValueTask<ReadingResult> PumpAsync(EventReader reader, LineCollector collector)
    {
        await using (reader.ConfigureAwait(false))
        {
            // Asserts that the forced engine is the one that ran.
            Assert.Equal(Engine.Kind, reader.Engine);
            Assert.True(Engine.VectorBits == 0 || Engine.VectorBits == reader.VectorBits);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                while (reader.TryRead(out EventView view))
                    collector.Add(view, view.LineNumber, view.ByteOffset);
            }

            Assert.False(reader.TryRead(out _));
            return new ReadingResult(collector.Lines, CountsSnapshot.Of(reader.Counts));
        }
    }
}

/// <summary>The APIs and segmentations by which the library reads an input.</summary>
public enum ReadPath
{
    /// <summary>Each line separately with <see cref="EventParser"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a stream with a small buffer.</summary>
    Stream,

    /// <summary>An <see cref="EventReader"/> over a pipe with one segment.</summary>
    Whole,

    /// <summary>An <see cref="EventReader"/> over a pipe with two segments, once for each position where the input can be split.</summary>
    SplitAtEveryByte,

    /// <summary>An <see cref="EventReader"/> over a pipe with segments of one byte and empty segments, all in one read.</summary>
    BytePerSegment,

    /// <summary>An <see cref="EventReader"/> over a pipe that returns one byte per read, with spurious reads in between.</summary>
    BytePerRead,

    /// <summary>A <see cref="Partitions.PartitionedReader"/> with partitions that are shorter than a line, and with longer ones.</summary>
    Partitions,
}

/// <summary>
/// Runs a theory once for each <see cref="ReadWay"/>: each engine and path, so that the input is read whole, split at every byte, and byte
/// by byte. The arguments of the attribute follow the <see cref="ReadWay"/>.
/// </summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryWayAttribute(params object[] arguments) : DataAttribute
{
    public object[] Arguments { get; } = arguments;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => ReadWay.All.Select(way => (object[])[way, .. Arguments]);
}
