using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using AtlanEvents.Fast.Testing.Segments;
using AtlanEvents.Fast.Tests.Behaviour;
using Xunit;

namespace AtlanEvents.Fast.Tests;

/// <summary>How the reader deals with its pipe and its caller: rows 1, 11 and 29 of behaviour.</summary>
public sealed class EventReaderTests
{
    private static readonly byte[] s_line = Encoding.UTF8.GetBytes(Lines.Delete + "\n");

    [Fact]
    public async Task ReadAsync_CancelledToken_LosesNothing()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Repeat(s_line, 3));
        await pipe.Writer.CompleteAsync();
        await using EventReader reader = EventReader.Create(pipe.Reader);

        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
        Assert.False(reader.TryRead(out _));

        Assert.Equal([2, 3], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_CancelledTokenWithHalfALineKept_LosesNothing()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);
        await pipe.Writer.WriteAsync(s_line.AsMemory(0, 20));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));

        await pipe.Writer.WriteAsync(s_line.AsMemory(20));
        await pipe.Writer.CompleteAsync();
        Assert.True(await reader.ReadAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
        Assert.False(reader.TryRead(out _));

        Assert.Equal([1], await ReadNumbersAsync(reader));
        Assert.Equal(s_line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task ReadAsync_TokenCancelledWhileWaiting_LeavesTheReaderUsable()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);
        await pipe.Writer.WriteAsync(s_line.AsMemory(0, 20));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));

        using var cancellation = new CancellationTokenSource();
        ValueTask<bool> waiting = reader.ReadAsync(cancellation.Token);
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);

        await pipe.Writer.WriteAsync(s_line.AsMemory(20));
        await pipe.Writer.CompleteAsync();
        Assert.Equal([1], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_CancelPendingRead_GivesControlBack()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);

        // Once before it is known whether there is a byte order mark, and once behind that.
        await AssertCanCancelAsync();
        await pipe.Writer.WriteAsync(s_line.AsMemory(0, 1));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));
        await AssertCanCancelAsync();

        await pipe.Writer.WriteAsync(s_line.AsMemory(1));
        await pipe.Writer.CompleteAsync();
        Assert.Equal([1], await ReadNumbersAsync(reader));

        async Task AssertCanCancelAsync()
        {
            ValueTask<bool> waiting = reader.ReadAsync();
            Assert.False(waiting.IsCompleted);
            pipe.Reader.CancelPendingRead();
            Assert.True(await waiting);
            Assert.False(reader.TryRead(out _));
        }
    }

    [Fact]
    public async Task ReadAsync_BeforeAllLinesWereTaken_GoesOnWithTheNextLine()
    {
        await using EventReader reader = EventReader.Create(new HostilePipeReader(Pieces.OfSize(Repeat(s_line, 5), 100), piecesPerRead: 3));
        var numbers = new List<long>();
        while (await reader.ReadAsync())
        {
            if (reader.TryRead(out EventView view))
            {
                numbers.Add(view.LineNumber);
                Assert.Equal(numbers.Count, view.LineNumber);
                Assert.Equal((view.LineNumber - 1) * s_line.Length, view.ByteOffset);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], numbers);
        Assert.Equal(5 * s_line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task ReadAsync_SeveralTimesWithoutTryRead_LosesNothing()
    {
        await using EventReader reader = EventReader.Create(new HostilePipeReader([Repeat(s_line, 2)]));
        for (int i = 0; i < 5; i++)
            Assert.True(await reader.ReadAsync());

        Assert.Equal([1, 2], await ReadNumbersAsync(reader));
    }

    [Theory]
    [InlineData(0xEF, 0x41)]
    [InlineData(0xFF, 0x41)]
    [InlineData(0x00, 0x41)]
    public async Task ReadAsync_StartLikeAMarkAndThenAgain_DoesNotAskThePipeToGoBack(byte first, byte second)
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader, new EventReaderOptions { FaultHandler = (in _) => { } });
        ValueTask<bool> waiting = reader.ReadAsync();
        await pipe.Writer.WriteAsync(new[] { first });
        Assert.False(waiting.IsCompleted);
        await pipe.Writer.WriteAsync(new[] { second });
        Assert.True(await waiting);

        // The pipe was told that the first byte is examined; not every pipe allows to be told less.
        Assert.True(await reader.ReadAsync());
        await pipe.Writer.WriteAsync("\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.Empty(await ReadNumbersAsync(reader));
        Assert.Equal(1, reader.Counts.RejectedFor(first == 0 ? LineFaultReason.InvalidJson : LineFaultReason.InvalidUtf8));
    }

    [Fact]
    public async Task ReadAsync_Utf16MarkByteByByte_ThrowsEachTimeAndDisposesWell()
    {
        var pipe = new Pipe();
        EventReader reader = EventReader.Create(pipe.Reader);
        ValueTask<bool> waiting = reader.ReadAsync();
        await pipe.Writer.WriteAsync(new byte[] { 0xFF });
        Assert.False(waiting.IsCompleted);
        await pipe.Writer.WriteAsync(new byte[] { 0xFE });

        await Assert.ThrowsAsync<EventFormatException>(async () => await waiting);
        Assert.False(reader.TryRead(out _));
        await pipe.Writer.WriteAsync("{\0}\0\n\0"u8.ToArray());
        await Assert.ThrowsAsync<EventFormatException>(async () => await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));
        Assert.Equal(0, reader.Counts.Lines);

        await reader.DisposeAsync();
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMark_IsWaitedForByteByByte()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);
        ValueTask<bool> waiting = reader.ReadAsync();
        foreach (byte b in new byte[] { 0xEF, 0xBB })
        {
            await pipe.Writer.WriteAsync(new[] { b });
            Assert.False(waiting.IsCompleted);
        }

        await pipe.Writer.WriteAsync(new byte[] { 0xBF });
        Assert.True(await waiting);
        Assert.False(reader.TryRead(out _));
        await pipe.Writer.WriteAsync(s_line);
        await pipe.Writer.CompleteAsync();
        Assert.Equal([1], await ReadNumbersAsync(reader));
        Assert.Equal(3 + s_line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task TryRead_BeforeReadAsync_IsFalse()
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(s_line));
        Assert.False(reader.TryRead(out EventView view));
        Assert.True(view.Line.IsEmpty);
        Assert.Equal([1], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_AtTheEnd_StaysFalse()
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(s_line));
        Assert.Equal([1], await ReadNumbersAsync(reader));
        Assert.False(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));
        Assert.False(await reader.ReadAsync());
    }

    [Fact]
    public async Task ReadAsync_EmptyInput_HasNoLines()
    {
        await using EventReader reader = EventReader.Create(Stream.Null);
        Assert.Empty(await ReadNumbersAsync(reader));
        Assert.Equal(0, reader.Counts.Lines);
        Assert.Equal(0, reader.Counts.Bytes);
    }

    [Fact]
    public async Task Anything_AfterDispose_Throws()
    {
        EventReader reader = EventReader.Create(new MemoryStream(s_line));
        await reader.DisposeAsync();
        await reader.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.ReadAsync());
        Assert.Throws<ObjectDisposedException>(() => reader.TryRead(out _));
        Assert.Equal(0, reader.Counts.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_StreamAndLeaveOpen_ClosesOnlyIfNotLeftOpen(bool leaveOpen)
    {
        var stream = new MemoryStream(s_line);
        await using (EventReader reader = EventReader.Create(stream, new EventReaderOptions { LeaveOpen = leaveOpen }))
            Assert.True(await reader.ReadAsync());

        Assert.Equal(leaveOpen, stream.CanRead);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_PipeAndLeaveOpen_CompletesOnlyIfNotLeftOpen(bool leaveOpen)
    {
        var pipe = new HostilePipeReader([s_line, s_line]);
        await using (EventReader reader = EventReader.Create(pipe, new EventReaderOptions { LeaveOpen = leaveOpen }))
        {
            Assert.True(await reader.ReadAsync());
            Assert.True(reader.TryRead(out _));
        }

        Assert.Equal(!leaveOpen, pipe.IsCompletedByConsumer);
        if (leaveOpen)
        {
            await using EventReader next = EventReader.Create(pipe);
            Assert.Single(await ReadNumbersAsync(next));
        }
    }

    [Fact]
    public async Task DisposeAsync_WithLinesLeft_GivesThePipeTheRestBack()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Repeat(s_line, 3));
        await using (EventReader reader = EventReader.Create(pipe.Reader, new EventReaderOptions { LeaveOpen = true }))
        {
            Assert.True(await reader.ReadAsync());
            Assert.True(reader.TryRead(out _));
        }

        ReadResult rest = await pipe.Reader.ReadAsync();
        Assert.Equal(2 * s_line.Length, rest.Buffer.Length);
    }

    [Fact]
    public async Task ReadAsync_LinesNotTaken_HoldTheWriterBack()
    {
        int twoLines = 2 * s_line.Length;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: twoLines, resumeWriterThreshold: twoLines, useSynchronizationContext: false));
        await using EventReader reader = EventReader.Create(pipe.Reader);
        ValueTask<FlushResult> flush = pipe.Writer.WriteAsync(Repeat(s_line, 4));
        Assert.False(flush.IsCompleted);

        // Lines are given back with the next read: three left are too many, one is not.
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        Assert.True(await reader.ReadAsync());
        Assert.False(flush.IsCompleted);

        Assert.True(reader.TryRead(out _));
        Assert.True(reader.TryRead(out _));
        Assert.False(flush.IsCompleted);
        Assert.True(await reader.ReadAsync());
        await flush;
        Assert.Equal(3, reader.Counts.Events);
    }

    [Fact]
    public async Task ReadAsync_Stream_IsNotReadAhead()
    {
        using var stream = new CountingStream(Repeat(s_line, 100));
        await using EventReader reader = EventReader.Create(stream, new EventReaderOptions { BufferSize = 1024 });
        Assert.Equal(0, stream.BytesRead);

        Assert.True(await reader.ReadAsync());
        while (reader.TryRead(out _))
        {
            Assert.InRange(stream.BytesRead, 1, 16 * 1024);
            Assert.Equal(1, stream.Reads);
        }
    }

    [Fact]
    public async Task Views_OfOneRead_AreAllValidUntilTheNext()
    {
        // Escaped and stitched lines, so that every view has text in pooled memory.
        string[] guids = [.. Enumerable.Range(0, 40).Select(i => $"caf\u00e9 {i} {new string('x', i * 7)}")];
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', guids.Select(guid => Lines.Guid($"\"{guid.Replace("\u00e9", "\\u00e9", StringComparison.Ordinal)}\""))));
        await using EventReader reader = EventReader.Create(new HostilePipeReader(Pieces.OfSize(input, 11), piecesPerRead: int.MaxValue));

        Assert.True(await reader.ReadAsync());
        Assert.Equal(guids.Length, AssertAllValid(reader, guids, 0));

        // Recursion keeps every view alive until the last was read.
        static int AssertAllValid(EventReader reader, string[] guids, int index)
        {
            if (!reader.TryRead(out EventView view))
                return index;

            int count = AssertAllValid(reader, guids, index + 1);
            Assert.Equal(guids[index], view.Guid.ToString());
            Assert.True(view.Line.StartsWith("{\"message\""u8) && view.Line.EndsWith("}}}"u8));
            return count;
        }
    }

    [Fact]
    public async Task TryRead_RejectedLineWithoutHandler_ThrowsAndGoesOnBehindIt()
    {
        byte[] input = [.. s_line, .. "{bad secret}\n"u8, .. s_line];
        await using EventReader reader = EventReader.Create(new MemoryStream(input));
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));

        var e = Assert.Throws<EventFormatException>(() => reader.TryRead(out _));
        Assert.Equal((LineFaultReason.InvalidJson, 2, s_line.Length), (e.Reason, e.LineNumber, e.ByteOffset));
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bad", e.Message, StringComparison.Ordinal);
        Assert.Null(e.InnerException);

        Assert.True(reader.TryRead(out EventView view));
        Assert.Equal(3, view.LineNumber);
        Assert.Equal((3, 2, 1), (reader.Counts.Lines, reader.Counts.Events, reader.Counts.Rejected));
    }

    [Fact]
    public async Task TryRead_RejectedLastLineWithoutHandler_ThrowsOnce()
    {
        await using EventReader reader = EventReader.Create(new MemoryStream([.. s_line, (byte)'{']));
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        Assert.True(await reader.ReadAsync());
        Assert.Equal(LineFaultReason.Truncated, Assert.Throws<EventFormatException>(() => reader.TryRead(out _)).Reason);
        Assert.False(reader.TryRead(out _));
        Assert.False(await reader.ReadAsync());
    }

    [Fact]
    public async Task TryRead_HandlerThatThrows_StopsThereAndTheLineCounts()
    {
        int calls = 0;
        var options = new EventReaderOptions
        {
            FaultHandler = (in LineFault fault) =>
            {
                calls++;
                throw new TimeoutException($"line {fault.LineNumber}");
            },
        };
        await using EventReader reader = EventReader.Create(new MemoryStream([.. "x\ny\n"u8, .. s_line]), options);
        Assert.True(await reader.ReadAsync());
        Assert.Equal("line 1", Assert.Throws<TimeoutException>(() => reader.TryRead(out _)).Message);
        Assert.Equal((1, 1), (reader.Counts.Lines, reader.Counts.Rejected));
        Assert.Equal("line 2", Assert.Throws<TimeoutException>(() => reader.TryRead(out _)).Message);
        Assert.True(reader.TryRead(out _));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task ReadAsync_PipeThatFails_ThrowsItsException()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(s_line);
        await pipe.Writer.CompleteAsync(new IOException("cable"));
        await using EventReader reader = EventReader.Create(pipe.Reader);
        Assert.Equal("cable", (await Assert.ThrowsAsync<IOException>(async () => await reader.ReadAsync())).Message);
    }

    [Fact]
    public async Task TryRead_LineFarTooLongInManySegments_IsPassedOverInConstantMemory()
    {
        const int Limit = 1000;
        byte[] segment = new byte[64 * 1024];
        segment.AsSpan().Fill((byte)'[');
        LineFaultReason reason = default;
        long length = 0;
        int kept = 0;
        var options = new EventReaderOptions
        {
            MaxLineBytes = Limit,
            FaultHandler = (in LineFault fault) => (reason, length, kept) = (fault.Reason, fault.Length, fault.Line.Length),
        };
        var pipe = new RepeatingPipeReader(segment, times: 3200, "\r\n{\"message\":{\"entity\":{}}}\n"u8.ToArray());
        await using EventReader reader = EventReader.Create(pipe, options);

        long before = GC.GetTotalAllocatedBytes();
        var numbers = await ReadNumbersAsync(reader);
        long allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.Equal([2], numbers);
        long expected = 3200L * segment.Length;
        Assert.Equal((LineFaultReason.LineTooLong, expected, Limit), (reason, length, kept));
        Assert.Equal(expected + 2 + 26, reader.Counts.Bytes);

        // 200 MB went by. Other tests run at the same time, hence the margin.
        Assert.InRange(allocated, 0, 100_000_000);
    }

    [Fact]
    public void Create_WrongArguments_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => EventReader.Create((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => EventReader.Create((PipeReader)null!));
        using var closed = new MemoryStream();
        closed.Close();
        Assert.ThrowsAny<ArgumentException>(() => EventReader.Create(closed));
        Assert.Throws<ArgumentException>(() => EventReader.Create(Stream.Null, new EventReaderOptions { Engine = (EventEngine)200 }));
    }

    [Fact]
    public async Task ReadRecordsAsync_Stream_GivesOwnedRecordsAndClosesIt()
    {
        var stream = new MemoryStream(Repeat(s_line, 3));
        var records = new List<EventRecord>();
        await foreach (EventRecord record in EventReader.ReadRecordsAsync(stream))
            records.Add(record);

        Assert.Equal([1, 2, 3], records.Select(record => record.LineNumber));
        Assert.All(records, record => Assert.Equal("default/bigquery/1/db/s/t/c", record.QualifiedName));
        Assert.False(stream.CanRead);
    }

    [Fact]
    public async Task ReadRecordsAsync_LeftEarly_ClosesTheStream()
    {
        var stream = new MemoryStream(Repeat(s_line, 3));
        await foreach (EventRecord record in EventReader.ReadRecordsAsync(stream))
        {
            Assert.Equal(1, record.LineNumber);
            break;
        }

        Assert.False(stream.CanRead);
    }

    [Fact]
    public async Task ReadRecordsAsync_CancelledByEitherToken_Throws()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(s_line), cancelled))
            {
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(s_line)).WithCancellation(cancelled))
            {
            }
        });
    }

    [Fact]
    public async Task ReadRecordsAsync_BadLine_ThrowsOrGoesToTheHandler()
    {
        byte[] input = [.. s_line, .. "x\n"u8, .. s_line];
        await Assert.ThrowsAsync<EventFormatException>(async () =>
        {
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(input)))
            {
            }
        });

        int faults = 0;
        int events = 0;
        await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(input), new EventReaderOptions { FaultHandler = (in _) => faults++ }))
            events++;

        Assert.Equal((1, 2), (faults, events));
    }

    private static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];

    private static async Task<List<long>> ReadNumbersAsync(EventReader reader)
    {
        var numbers = new List<long>();
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                numbers.Add(view.LineNumber);
        }

        return numbers;
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead => Position;

        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class RepeatingPipeReader(byte[] segment, int times, byte[] last) : PipeReader
    {
        private readonly ReadOnlySequence<byte> _segment = new(segment);
        private int _reads;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            bool isLast = _reads++ == times;
            return new(new ReadResult(isLast ? new ReadOnlySequence<byte>(last) : _segment, isCanceled: false, isLast));
        }

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed)
        {
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
        }

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
