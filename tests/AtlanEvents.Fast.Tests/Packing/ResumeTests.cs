using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>A reader that resumes where another one stopped, with regard to split messages.</summary>
[Trait("Behaviour", "resume")]
public sealed class ResumeTests
{
    private static readonly string s_event = """{"message":{"entity":{"guid":"g"},"operationType":"ENTITY_DELETE"}}""";
    private static readonly string s_text = Convert.ToBase64String(Encoding.UTF8.GetBytes(s_event));

    [Fact]
    public void PendingPart_IsReadAgainAndCountedOnce()
    {
        (ResumePoint point, List<string> before) = Stop(["", Part("a", 0), s_event, Part("a", 0)]);
        Assert.Equal(["event 3"], before);
        Assert.Equal((1, 0), (point.ReadFrom, point.ReadFromLinesBefore - 1));
        Assert.Equal(2, point.PendingMessages["a"]);

        (List<string> lines, ReadCounts counts) = Resume(point, ["", Part("a", 0), s_event, Part("a", 0), Part("a", 1)]);
        Assert.Equal(["event 5"], lines);
        Assert.Equal((2, 1, 1), (counts.Lines, counts.Events, counts.NotRoutableFor(NotRoutableReason.MessagePart)));
    }

    [Fact]
    public void Repeat_OfAMessageCompletedBefore_IsAMessagePart()
    {
        string[] lines = [Part("a", 0), Part("a", 1)];
        (ResumePoint point, List<string> before) = Stop(lines);
        Assert.Equal(["event 2"], before);
        Assert.Equal(["a"], point.CompletedMessages);

        (List<string> after, ReadCounts counts) = Resume(point, [.. lines, Part("a", 1)]);
        Assert.Empty(after);
        Assert.Equal(1, counts.NotRoutableFor(NotRoutableReason.MessagePart));
    }

    [Fact]
    public void MessageRejectedBefore_DoesNotWaitAgain()
    {
        // The first part of x is before the resumed range, so only the conflicting part is read again.
        string[] lines = [Part("x", 0), Part("a", 0), Part("x", 0, "AAAA")];
        (ResumePoint point, List<string> before) = Stop(lines);
        Assert.Equal(["ConflictingParts 1", "ConflictingParts 3"], before);

        (List<string> after, ReadCounts counts) = Resume(point, [.. lines, Part("a", 1)]);
        Assert.Equal(["event 4"], after);
        Assert.Equal(0, counts.Rejected);
    }

    [Fact]
    public void IdReusedAfterARejectedMessage_KeepsItsFirstLine()
    {
        string[] lines = [Part("x", 0), Part("a", 0), Part("x", 0, "AAAA"), Part("x", 1)];
        (ResumePoint point, _) = Stop(lines);
        Assert.Equal(4, point.PendingMessages["x"]);

        (List<string> after, _) = Resume(point, [.. lines, Part("x", 0), Part("a", 1)]);
        Assert.Equal(["event 5", "event 6"], after);
    }

    [Fact]
    public void PointBeforeTheFirstLine_IsTheStart()
    {
        (ResumePoint point, _) = Stop([]);
        Assert.Equal((0, 0, 0, 0), (point.ByteOffset, point.LinesBefore, point.ReadFrom, point.ReadFromLinesBefore));

        // A byte order mark is only recognised at the start of an input.
        (List<string> lines, _) = Resume(point, ["\uFEFF" + s_event]);
        Assert.Equal(["event 1"], lines);
        (lines, _) = Resume(Stop([s_event]).Point, [s_event, "\uFEFF" + s_event]);
        Assert.Equal(["InvalidJson 2"], lines);
    }

    [Fact]
    public void InputThatEndsInTheResumedRange_IsAtItsEnd()
    {
        string[] lines = [Part("a", 0), s_event];
        (ResumePoint point, _) = Stop(lines);
        (List<string> after, ReadCounts counts) = Resume(point, [lines[0]]);
        Assert.Equal(["IncompleteMessage 1"], after);
        Assert.Equal(0, counts.Pending);
    }

    [Fact]
    public void PointThatNoReaderReturns_IsAnArgumentException()
    {
        ResumePoint point = Stop([s_event, Part("a", 0)]).Point;
        ResumePoint[] wrong =
        [
            point with { ReadFrom = -1 },
            point with { ReadFromLinesBefore = -1 },
            point with { ByteOffset = point.ReadFrom - 1 },
            point with { LinesBefore = point.ReadFromLinesBefore - 1 },
            point with { PendingMessages = null! },
            point with { CompletedMessages = null! },
            point with { CompletedMessages = [null!] },
        ];
        Assert.All(wrong, each => Assert.Throws<ArgumentException>(() => EventReader.Resume(Stream.Null, each)));
        Assert.All(wrong, each => Assert.Throws<ArgumentException>(() => PartitionedReader.Resume(default, each)));
        Assert.Throws<ArgumentNullException>(() => EventReader.Resume(Stream.Null, null!));
        Assert.Throws<ArgumentNullException>(() => PartitionedReader.Resume(default, null!));
        Assert.Throws<ArgumentNullException>(() => PartitionedReader.ResumeFile("", null!));
    }

    [Fact]
    public void PointOfAnotherInput_ReadsOnWithoutAnError()
    {
        (ResumePoint point, _) = Stop([s_event, Part("a", 0), s_event]);
        (List<string> after, ReadCounts counts) = Resume(point, ["x", "", s_event, s_event, s_event, s_event, s_event]);
        Assert.NotEmpty(after);
        Assert.Equal(0, counts.Pending);
    }

    [Fact]
    public void PartitionedReader_ContinuesWhereAReaderStopped()
    {
        string[] lines = ["\uFEFF", Part("a", 0), s_event];
        (ResumePoint point, _) = Stop(lines);
        lines = [.. lines, Part("a", 1), s_event];
        Assert.Equal(["event 4", "event 5"], ResumePartitions(point, lines));

        // The reader of partitions may stop too; and the input may be shorter than it was.
        (point, _) = Stop([]);
        Assert.Equal(["event 3", "event 4", "event 5"], ResumePartitions(point, lines));
        (point, _) = Stop(lines);
        Assert.Empty(ResumePartitions(point, []));
    }

    [Fact]
    public void PartitionedReader_AtTheEndOfTheInput_CountsNoFurtherLine()
    {
        string[] lines = [s_event, Part("a", 0)];
        (ResumePoint point, _) = Stop(lines);
        using PartitionedReader reader = PartitionedReader.Resume(Bytes(lines), point, new PartitionOptions { Lines = Options([]) });
        reader.Read(_ => 0, _ => { });
        Assert.Equal(point.LinesBefore, reader.GetResumePoint().LinesBefore);
    }

    [Fact]
    public void PartitionedReader_HasNoPointBeforeReadingOrInAnyOrder()
    {
        using PartitionedReader reader = PartitionedReader.Create(default, new PartitionOptions { MergesInAnyOrder = true });
        Assert.Throws<InvalidOperationException>(() => reader.GetResumePoint());
        reader.Read(_ => 0, _ => { });
        Assert.Throws<InvalidOperationException>(() => reader.GetResumePoint());
    }

    private static (ResumePoint Point, List<string> Lines) Stop(string[] lines)
    {
        // The next reader reads the line that is not complete yet.
        var results = new List<string>();
        using var input = new MemoryStream([.. Bytes(lines), .. "{\"half"u8]);
        EventReader reader = EventReader.Create(new NeverEnding(input), Options(results));
        while (input.Position < input.Length)
        {
            reader.ReadAsync().AsTask().GetAwaiter().GetResult();
            Drain(reader, results);
        }

        return (reader.GetResumePoint(), results);
    }

    private static (List<string> Lines, ReadCounts Counts) Resume(ResumePoint point, string[] lines)
    {
        var results = new List<string>();
        byte[] bytes = Bytes(lines);
        int start = (int)Math.Min(point.ReadFrom, bytes.Length);
        var rest = new MemoryStream(bytes, start, bytes.Length - start);
        EventReader reader = point is null ? EventReader.Create(rest, Options(results)) : EventReader.Resume(rest, point, Options(results));
        while (reader.ReadAsync().AsTask().GetAwaiter().GetResult())
            Drain(reader, results);

        return (results, reader.Counts);
    }

    private static List<string> ResumePartitions(ResumePoint point, string[] lines)
    {
        var results = new List<string>();
        using PartitionedReader reader = PartitionedReader.Resume(
            Bytes(lines), point, new PartitionOptions { Lines = Options(results), PartitionBytes = 70, Threads = 2 });
        reader.Read(
            partition =>
            {
                var events = new List<string>();
                while (partition.TryRead(out EventView view))
                    events.Add($"event {view.LineNumber}");

                return events;
            },
            results.AddRange);
        return results;
    }

    private static void Drain(EventReader reader, List<string> results)
    {
        while (reader.TryRead(out EventView view))
            results.Add($"event {view.LineNumber}");
    }

    private static EventReaderOptions Options(List<string> results) => new()
    {
        Reassembly = ReassemblyOptions.Default,
        BufferSize = 50,
        FaultHandler = (in LineFault fault) => results.Add($"{fault.Reason} {fault.LineNumber}"),
    };

    private static string Part(string id, int index, string? text = null)
    {
        text ??= index == 0 ? s_text[..7] : s_text[7..];
        return $$"""{"msgId":"{{id}}","msgSplitIdx":{{index}},"msgSplitCount":2,"message":"{{text}}"}""";
    }

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Returns the available bytes, and never completes.</summary>
    private sealed class NeverEnding(Stream stream) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
