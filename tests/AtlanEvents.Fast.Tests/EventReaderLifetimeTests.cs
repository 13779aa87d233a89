using System.IO.Pipelines;
using static AtlanEvents.Fast.Tests.ReaderInputs;

namespace AtlanEvents.Fast.Tests;

/// <summary>How the reader consumes and closes its stream or pipe.</summary>
public sealed class EventReaderLifetimeTests
{
    [Fact]
    public async Task Anything_AfterDispose_Throws()
    {
        EventReader reader = EventReader.Create(new MemoryStream(Line));
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
        var stream = new MemoryStream(Line);
        await using (EventReader reader = EventReader.Create(stream, leaveOpen: leaveOpen))
            Assert.True(await reader.ReadAsync());

        Assert.Equal(leaveOpen, stream.CanRead);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_PipeAndLeaveOpen_CompletesOnlyIfNotLeftOpen(bool leaveOpen)
    {
        var pipe = new HostilePipeReader([Line, Line]);
        await using (EventReader reader = EventReader.Create(pipe, leaveOpen: leaveOpen))
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
    public async Task DisposeAsync_PipeWasCompletedByTheCaller_StillReturnsTheEngine()
    {
        var options = new EventReaderOptions { Engine = EventEngine.Fast, EnginePool = new EventEnginePool() };
        EventReader reader = EventReader.Create(new MemoryStream(Repeat(Line, 100)), options);
        await ReadNumbersAsync(reader);
        await reader.DisposeAsync();

        var pipe = PipeReader.Create(new MemoryStream(Line));
        reader = EventReader.Create(pipe, options);
        Assert.True(await reader.ReadAsync());
        await pipe.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.DisposeAsync());
        await reader.DisposeAsync();

        await using EventReader next = EventReader.Create(new MemoryStream(Line), options);
        await ReadNumbersAsync(next);
        Assert.Equal(1, next.Counts.LinesBy(LinePath.Fast));
    }

    [Fact]
    public async Task DisposeAsync_WithUnreadLines_LeavesThemInThePipe()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Repeat(Line, 3));
        await using (EventReader reader = EventReader.Create(pipe.Reader, leaveOpen: true))
        {
            Assert.True(await reader.ReadAsync());
            Assert.True(reader.TryRead(out _));
        }

        ReadResult rest = await pipe.Reader.ReadAsync();
        Assert.Equal(2 * Line.Length, rest.Buffer.Length);
    }

    [Fact]
    public async Task ReadAsync_UnreadLines_PauseTheWriter()
    {
        int twoLines = 2 * Line.Length;
        var pipe = new Pipe(
            new PipeOptions(pauseWriterThreshold: twoLines, resumeWriterThreshold: twoLines, useSynchronizationContext: false));
        await using EventReader reader = EventReader.Create(pipe.Reader);
        ValueTask<FlushResult> flush = pipe.Writer.WriteAsync(Repeat(Line, 4));
        Assert.False(flush.IsCompleted);

        // Lines are consumed with the next read: three unread lines exceed the threshold, one does not.
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
        using var stream = new CountingStream(Repeat(Line, 100));
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
    public async Task ReadRecordsAsync_Stream_ReturnsOwnedRecordsAndClosesIt()
    {
        var stream = new MemoryStream(Repeat(Line, 3));
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
        var stream = new MemoryStream(Repeat(Line, 3));
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
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(Line), cancelled))
            {
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(Line)).WithCancellation(cancelled))
            {
            }
        });
    }

    [Fact]
    public async Task ReadRecordsAsync_BadLine_ThrowsOrGoesToTheHandler()
    {
        byte[] input = [.. Line, .. "x\n"u8, .. Line];
        await Assert.ThrowsAsync<EventFormatException>(async () =>
        {
            await foreach (EventRecord _ in EventReader.ReadRecordsAsync(new MemoryStream(input)))
            {
            }
        });

        int faults = 0;
        int events = 0;
        await foreach (EventRecord _ in EventReader.ReadRecordsAsync(
            new MemoryStream(input), new EventReaderOptions { FaultHandler = (in _) => faults++ }))
            events++;

        Assert.Equal((1, 2), (faults, events));
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
}
