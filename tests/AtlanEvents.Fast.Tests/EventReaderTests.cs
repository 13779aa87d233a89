using System.IO.Pipelines;
using static AtlanEvents.Fast.Tests.ReaderInputs;

namespace AtlanEvents.Fast.Tests;

/// <summary>Reading with <see cref="EventReader"/>: cancellation, byte order marks, lifetimes and faults.</summary>
public sealed class EventReaderTests
{
    [Fact]
    public async Task ReadAsync_CancelledToken_LosesNothing()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Repeat(Line, 3));
        await pipe.Writer.CompleteAsync();
        await using EventReader reader = EventReader.Create(pipe.Reader);

        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
        Assert.False(reader.TryRead(out _));

        Assert.Equal([2, 3], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_CancelledTokenWithAPartialLine_LosesNothing()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);
        await pipe.Writer.WriteAsync(Line.AsMemory(0, 20));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));

        await pipe.Writer.WriteAsync(Line.AsMemory(20));
        await pipe.Writer.CompleteAsync();
        Assert.True(await reader.ReadAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
        Assert.False(reader.TryRead(out _));

        Assert.Equal([1], await ReadNumbersAsync(reader));
        Assert.Equal(Line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task ReadAsync_TokenCancelledWhileWaiting_LeavesTheReaderUsable()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);
        await pipe.Writer.WriteAsync(Line.AsMemory(0, 20));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));

        using var cancellation = new CancellationTokenSource();
        ValueTask<bool> waiting = reader.ReadAsync(cancellation.Token);
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);

        await pipe.Writer.WriteAsync(Line.AsMemory(20));
        await pipe.Writer.CompleteAsync();
        Assert.Equal([1], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_CancelPendingRead_Returns()
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader);

        // Once before the byte order mark is determined, and once after.
        await AssertCanCancelAsync();
        await pipe.Writer.WriteAsync(Line.AsMemory(0, 1));
        Assert.True(await reader.ReadAsync());
        Assert.False(reader.TryRead(out _));
        await AssertCanCancelAsync();

        await pipe.Writer.WriteAsync(Line.AsMemory(1));
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
    public async Task ReadAsync_WithUnreadLines_ContinuesWithTheNextLine()
    {
        await using EventReader reader = EventReader.Create(new HostilePipeReader(Pieces.OfSize(Repeat(Line, 5), 100), piecesPerRead: 3));
        var numbers = new List<long>();
        while (await reader.ReadAsync())
        {
            if (reader.TryRead(out EventView view))
            {
                numbers.Add(view.LineNumber);
                Assert.Equal(numbers.Count, view.LineNumber);
                Assert.Equal((view.LineNumber - 1) * Line.Length, view.ByteOffset);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], numbers);
        Assert.Equal(5 * Line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task ReadAsync_SeveralTimesWithoutTryRead_LosesNothing()
    {
        await using EventReader reader = EventReader.Create(new HostilePipeReader([Repeat(Line, 2)]));
        for (int i = 0; i < 5; i++)
            Assert.True(await reader.ReadAsync());

        Assert.Equal([1, 2], await ReadNumbersAsync(reader));
    }

    [Theory]
    [InlineData(0xEF, 0x41)]
    [InlineData(0xFF, 0x41)]
    [InlineData(0x00, 0x41)]
    public async Task ReadAsync_PartialByteOrderMark_DoesNotMoveExaminedBack(byte first, byte second)
    {
        var pipe = new Pipe();
        await using EventReader reader = EventReader.Create(pipe.Reader, new EventReaderOptions { FaultHandler = (in _) => { } });
        ValueTask<bool> waiting = reader.ReadAsync();
        await pipe.Writer.WriteAsync(new[] { first });
        Assert.False(waiting.IsCompleted);
        await pipe.Writer.WriteAsync(new[] { second });
        Assert.True(await waiting);

        // The first byte was reported as examined; not every pipe permits examined to move back.
        Assert.True(await reader.ReadAsync());
        await pipe.Writer.WriteAsync("\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.Empty(await ReadNumbersAsync(reader));
        Assert.Equal(1, reader.Counts.RejectedFor(first == 0 ? LineFaultReason.InvalidJson : LineFaultReason.InvalidUtf8));
    }

    [Fact]
    public async Task ReadAsync_Utf16BomByteByByte_ThrowsEachTime()
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
    public async Task ReadAsync_ByteOrderMarkByteByByte_IsSkipped()
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
        await pipe.Writer.WriteAsync(Line);
        await pipe.Writer.CompleteAsync();
        Assert.Equal([1], await ReadNumbersAsync(reader));
        Assert.Equal(3 + Line.Length, reader.Counts.Bytes);
    }

    [Fact]
    public async Task TryRead_BeforeReadAsync_IsFalse()
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(Line));
        Assert.False(reader.TryRead(out EventView view));
        Assert.True(view.Line.IsEmpty);
        Assert.Equal([1], await ReadNumbersAsync(reader));
    }

    [Fact]
    public async Task ReadAsync_AtTheEnd_StaysFalse()
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(Line));
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
    public async Task Views_OfOneRead_AreAllValidUntilTheNext()
    {
        // Lines with escapes and split lines, so that every view has text in pooled memory.
        string[] guids = [.. Enumerable.Range(0, 40).Select(i => $"caf\u00e9 {i} {new string('x', i * 7)}")];
        byte[] input = Encoding.UTF8.GetBytes(
            string.Join('\n', guids.Select(guid => Lines.Guid($"\"{guid.Replace("\u00e9", "\\u00e9", StringComparison.Ordinal)}\""))));
        await using EventReader reader = EventReader.Create(new HostilePipeReader(Pieces.OfSize(input, 11), piecesPerRead: int.MaxValue));

        Assert.True(await reader.ReadAsync());
        Assert.Equal(guids.Length, AssertAllValid(reader, guids, 0));

        // Recursion keeps every view alive until the last one is read.
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
    public async Task TryRead_RejectedLineWithoutHandler_ThrowsAndContinuesAfterIt()
    {
        byte[] input = [.. Line, .. "{bad secret}\n"u8, .. Line];
        await using EventReader reader = EventReader.Create(new MemoryStream(input));
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));

        var e = Assert.Throws<EventFormatException>(() => reader.TryRead(out _));
        Assert.Equal((LineFaultReason.InvalidJson, 2, Line.Length), (e.Reason, e.LineNumber, e.ByteOffset));
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
        await using EventReader reader = EventReader.Create(new MemoryStream([.. Line, (byte)'{']));
        Assert.True(await reader.ReadAsync());
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        Assert.True(await reader.ReadAsync());
        Assert.Equal(LineFaultReason.Truncated, Assert.Throws<EventFormatException>(() => reader.TryRead(out _)).Reason);
        Assert.False(reader.TryRead(out _));
        Assert.False(await reader.ReadAsync());
    }

    [Fact]
    public async Task TryRead_HandlerThatThrows_StopsAndCountsTheLine()
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
        await using EventReader reader = EventReader.Create(new MemoryStream([.. "x\ny\n"u8, .. Line]), options);
        Assert.True(await reader.ReadAsync());
        Assert.Equal("line 1", Assert.Throws<TimeoutException>(() => reader.TryRead(out _)).Message);
        Assert.Equal((1, 1), (reader.Counts.Lines, reader.Counts.Rejected));
        Assert.Equal("line 2", Assert.Throws<TimeoutException>(() => reader.TryRead(out _)).Message);
        Assert.True(reader.TryRead(out _));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task ReadAsync_FailingPipe_ThrowsItsException()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Line);
        await pipe.Writer.CompleteAsync(new IOException("cable"));
        await using EventReader reader = EventReader.Create(pipe.Reader);
        Assert.Equal("cable", (await Assert.ThrowsAsync<IOException>(async () => await reader.ReadAsync())).Message);
    }

    [Fact]
    public async Task TryRead_TooLongLineInManySegments_IsSkippedInConstantMemory()
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

        // The pipe never waits, so everything happens on this thread.
        long before = GC.GetAllocatedBytesForCurrentThread();
        var numbers = await ReadNumbersAsync(reader);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal([2], numbers);
        long expected = 3200L * segment.Length;
        Assert.Equal((LineFaultReason.LineTooLong, expected, Limit), (reason, length, kept));
        Assert.Equal(expected + 2 + 26, reader.Counts.Bytes);

        // 200 MB were skipped.
        Assert.InRange(allocated, 0, 1_000_000);
    }
}
