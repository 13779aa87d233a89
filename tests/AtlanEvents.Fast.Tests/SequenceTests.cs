using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Tests;

/// <summary>The overloads for <see cref="ReadOnlySequence{T}"/> and <see cref="PipeReader"/>.</summary>
public sealed class SequenceTests
{
    private static readonly byte[] s_line = Encoding.UTF8.GetBytes(Lines.Delete);

    [Fact]
    public void Parse_LineCutAnywhere_IsParsedAsIfItWereWhole()
    {
        using var parser = new EventParser();
        LineVerdict expected = parser.Parse(s_line, out EventView whole);
        string guid = whole.Guid.ToString();
        Assert.Equal(LineOutcome.Event, expected.Outcome);
        for (int cut = 0; cut <= s_line.Length; cut++)
        {
            ReadOnlySequence<byte> line = Segment.Join(Pieces.CutAt(s_line, cut));
            Assert.Equal(expected, parser.Parse(line, out EventView view));
            Assert.Equal(guid, view.Guid.ToString());
            Assert.True(EventParser.TryParse(line, out view));
            Assert.True(view.Line.SequenceEqual(s_line));
        }

        Assert.Equal(LineOutcome.Rejected, parser.Parse(Segment.Join(Pieces.CutAt(s_line[..^1], 3)), out _).Outcome);
    }

    [Fact]
    public void Enumerate_LinesCutAnywhere_AreReadAsIfTheyWereWhole()
    {
        byte[] input = [0xEF, 0xBB, 0xBF, .. TestLines.Join(TestLines.Mixed(3)), .. s_line];
        ReadingResult expected = Read(new ReadOnlySequence<byte>(input));
        Assert.InRange(expected.Counts.Events, 2, 4);
        for (int cut = 0; cut <= input.Length; cut++)
            ReadingResult.AssertEqual(expected, Read(Segment.Join(Pieces.CutAt(input, cut))), $"Cut at {cut}");

        ReadingResult.AssertEqual(expected, Read(Segment.Join(Pieces.BytePerPieceWithEmptyOnes(input))), "Byte by byte");
    }

    [Fact]
    public void Enumerate_EmptySequence_HasNoLines()
        => Assert.Equal(0, Read(ReadOnlySequence<byte>.Empty).Counts.Lines);

    [Fact]
    public void Parse_SequenceLongerThanAnArray_IsTooLongAndLeavesNothingBehind()
    {
        // The sequence repeats one segment, so its 4 GiB take no memory.
        ReadOnlySequence<byte> line = Segment.Join(Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[1024 * 1024], 4096));
        Assert.False(EventParser.TryParse(line, out EventView view));
        Assert.True(view.Line.IsEmpty);
        using var parser = new EventParser();
        Assert.Equal(Verdicts.TooLong, parser.Parse(line, out _));
        Assert.Equal(Verdicts.Event, parser.Parse(Segment.Join(Pieces.CutAt(s_line, 5)), out _));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "\r\n")]
    [InlineData(-1, "")]
    [InlineData(-1, "\r\n")]
    public void Parse_LineAtTheLimitWithByteOrderMark_IsMeasuredWithoutMarkAndNewline(int difference, string newline)
    {
        using var parser = new EventParser(new EventReaderOptions { MaxLineBytes = s_line.Length + difference });
        byte[] input = [0xEF, 0xBB, 0xBF, .. s_line, .. Encoding.UTF8.GetBytes(newline)];
        LineVerdict expected = difference < 0 ? Verdicts.TooLong : Verdicts.Event;
        Assert.Equal(expected, parser.Parse(input, out _));
        Assert.Equal(expected, parser.Parse(Segment.Join(Pieces.CutAt(input, 7)), out _));
    }

    [Fact]
    public void Enumerate_ManyStraddlingLines_ReusesTheMemoryOfOneLine()
    {
        // Every line straddles two segments. The sequence repeats one segment.
        byte[] segment = [.. s_line.AsSpan(100), (byte)'\n', .. s_line.AsSpan(0, 100)];
        const int Segments = 10_000;
        IEnumerable<ReadOnlyMemory<byte>> pieces = Enumerable.Repeat<ReadOnlyMemory<byte>>(segment, Segments).Prepend(s_line.AsMemory(0, 100));
        ReadOnlySequence<byte> input = Segment.Join(pieces.Append(s_line.AsMemory(100)));

        using EventEnumerator events = EventParser.Enumerate(input);
        var addresses = new HashSet<nint>();
        while (events.MoveNext())
            addresses.Add(Unsafe.ByteOffset(in MemoryMarshal.GetArrayDataReference(segment), in events.Current.Line[0]));

        // Growth and the garbage collector may move the memory a few times.
        Assert.InRange(addresses.Count, 1, 100);
        Assert.Equal(Segments + 1, events.Counts.Events);
    }

    [Fact]
    public async Task ReadRecordsAsync_Pipe_ReadsItsRecordsAndCompletesIt()
    {
        var pipe = new HostilePipeReader([s_line, "\n"u8.ToArray(), s_line]);
        var records = new List<EventRecord>();
        await foreach (EventRecord record in EventReader.ReadRecordsAsync(pipe))
            records.Add(record);

        Assert.Equal([1, 2], records.Select(record => record.LineNumber));
        Assert.True(pipe.IsCompletedByConsumer);
    }

    private static ReadingResult Read(ReadOnlySequence<byte> input)
    {
        var collector = new LineCollector();
        using EventEnumerator events = EventParser.Enumerate(input, new EventReaderOptions { FaultHandler = collector.Add });
        while (events.MoveNext())
            collector.Add(events.Current, events.Current.LineNumber, events.Current.ByteOffset);

        return new ReadingResult(collector.Lines, CountsSnapshot.Of(events.Counts));
    }
}
