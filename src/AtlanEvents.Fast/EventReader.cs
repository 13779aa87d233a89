using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast;

/// <summary>Reads events from a stream or pipe of NDJSON: a pull API with back-pressure that allocates nothing per event.</summary>
/// <remarks>
/// <code>
/// await using EventReader reader = EventReader.Create(stream);
/// while (await reader.ReadAsync(cancellationToken))
///     while (reader.TryRead(out EventView e))
///         Route(e);
/// </code>
/// The reader does not read ahead of the pipe's buffer. Memory is bounded by that buffer and a small multiple of the longest line
/// allowed. Not safe for use by several threads at once.
/// </remarks>
public sealed class EventReader : IAsyncDisposable
{
    private readonly PipeReader _pipe;
    private readonly bool _completesPipe;
    private readonly PipeSegments _segments;
    private readonly LineFramer _framer;
    private readonly LineDecoder _decoder;

    // While somebody listens.
    private readonly Activity? _trace;
    private ReadMetrics? _metrics;

    // The resume point, until the lines before it were read again.
    private ResumePoint? _restoring;

    private bool _isPreambleDone;
    private bool _isDisposed;

    private EventReader(PipeReader pipe, bool completesPipe, EventReaderOptions options, ResumePoint? resume)
    {
        resume?.Validate();
        _decoder = new LineDecoder(options, LineScope.Input);
        _framer = new LineFramer(options.MaxLineBytes, resume?.ReadFrom ?? 0, resume?.ReadFromLinesBefore ?? 0);
        _isPreambleDone = resume is { ReadFrom: > 0 };
        if (resume is not null)
        {
            _decoder.Pending.Resume(resume);
            _restoring = resume;
        }

        _pipe = pipe;
        _completesPipe = completesPipe;
        _segments = new PipeSegments(pipe);
        _trace = ReadTrace.Start();
    }

    /// <summary>The counts of the lines read so far, by outcome. Also available after the reader is disposed of.</summary>
    public ReadCounts Counts => _decoder.Counts;

    /// <summary>The engine that reads the lines; never <see cref="EventEngine.Auto"/>.</summary>
    public EventEngine Engine => _decoder.Settings.Kind;

    /// <summary>The width of the engine's vectors: 128, 256 or 512 bits; 0 for the reference engine, which has none of its own.</summary>
    public int VectorBits => _decoder.Settings.VectorBits;

    /// <summary>Creates a reader over a pipe.</summary>
    /// <param name="pipe">The pipe, at the start of the input.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="leaveOpen">
    /// <see langword="true"/> to leave the pipe open when the reader is disposed of; by default the reader completes it. Lines that
    /// were not read stay in the pipe, but the start of an incomplete line may have been consumed.
    /// </param>
    /// <exception cref="ArgumentException">The options or the environment name an engine that does not exist.</exception>
    public static EventReader Create(PipeReader pipe, EventReaderOptions? options = null, bool leaveOpen = false)
        => CreateCore(pipe, options, leaveOpen, resume: null);

    /// <summary>Creates a reader over a stream.</summary>
    /// <param name="stream">The stream, at the start of the input.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="leaveOpen">
    /// <see langword="true"/> to leave the stream open when the reader is disposed of; by default the reader closes it. The stream
    /// may be further ahead than the lines that were read, by up to a buffer.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The stream cannot be read, or the options or the environment name an engine that does not exist.
    /// </exception>
    public static EventReader Create(Stream stream, EventReaderOptions? options = null, bool leaveOpen = false)
        => CreateCore(stream, options, leaveOpen, resume: null);

    /// <summary>
    /// Creates a reader that continues where another one stopped. Line numbers, byte offsets and counts continue from there.
    /// </summary>
    /// <param name="pipe">The pipe, at <see cref="ResumePoint.ReadFrom"/>.</param>
    /// <param name="point">The point that <see cref="GetResumePoint"/> of the other reader returned, for the same input.</param>
    /// <param name="options">The same options as those of the other reader.</param>
    /// <param name="leaveOpen">As for <see cref="Create(PipeReader, EventReaderOptions?, bool)"/>.</param>
    /// <exception cref="ArgumentException">
    /// The point is not one that a reader returned: it has a negative or contradictory position, or a missing collection. Or the
    /// options or the environment name an engine that does not exist.
    /// </exception>
    /// <remarks>The result for a different input is undefined, except that nothing throws on data.</remarks>
    public static EventReader Resume(PipeReader pipe, ResumePoint point, EventReaderOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(point);
        return CreateCore(pipe, options, leaveOpen, point);
    }

    /// <inheritdoc cref="Resume(PipeReader, ResumePoint, EventReaderOptions?, bool)"/>
    /// <param name="stream">The stream, at <see cref="ResumePoint.ReadFrom"/>.</param>
    /// <param name="point">The point that <see cref="GetResumePoint"/> of the other reader returned, for the same input.</param>
    /// <param name="options">The same options as those of the other reader.</param>
    /// <param name="leaveOpen">As for <see cref="Create(Stream, EventReaderOptions?, bool)"/>.</param>
    public static EventReader Resume(Stream stream, ResumePoint point, EventReaderOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(point);
        return CreateCore(stream, options, leaveOpen, point);
    }

    /// <summary>Reads the events of a stream as owned records. Allocates each record.</summary>
    /// <param name="stream">The stream, which is closed at the end of the enumeration.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records, to be enumerated once. Leaving the enumeration early ends it too.</returns>
    /// <exception cref="EventFormatException">A line was rejected.</exception>
    public static IAsyncEnumerable<EventRecord> ReadRecordsAsync(Stream stream, CancellationToken cancellationToken = default)
        => Create(stream).ReadRecordsAsync(cancellationToken);

    /// <summary>Reads the events of a stream as owned records. Allocates each record.</summary>
    /// <param name="stream">The stream, which is closed at the end of the enumeration.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records, to be enumerated once. Leaving the enumeration early ends it too.</returns>
    /// <exception cref="EventFormatException">A line was rejected, and there is no fault handler.</exception>
    public static IAsyncEnumerable<EventRecord> ReadRecordsAsync(
        Stream stream,
        EventReaderOptions options,
        CancellationToken cancellationToken = default)
        => Create(stream, options).ReadRecordsAsync(cancellationToken);

    /// <summary>Reads the events of a pipe as owned records. Allocates each record.</summary>
    /// <param name="pipe">The pipe, which is completed at the end of the enumeration.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records, to be enumerated once. Leaving the enumeration early ends it too.</returns>
    /// <exception cref="EventFormatException">A line was rejected, and there is no fault handler.</exception>
    public static IAsyncEnumerable<EventRecord> ReadRecordsAsync(
        PipeReader pipe,
        EventReaderOptions? options = null,
        CancellationToken cancellationToken = default)
        => Create(pipe, options).ReadRecordsAsync(cancellationToken);

    /// <summary>Waits for more input. Invalidates all views returned so far.</summary>
    /// <param name="cancellationToken">Stops the wait. The reader stays usable, and nothing is lost.</param>
    /// <returns>
    /// <see langword="true"/> if there is input for <see cref="TryRead"/>, although it may not contain a whole line yet;
    /// <see langword="false"/> at the end.
    /// </returns>
    /// <exception cref="EventFormatException">The input is UTF-16 or UTF-32.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ReturnBuffer();
        _metrics?.Report();
        _metrics = ReadMetrics.Refresh(_metrics, Counts);
        if (_segments.IsAtEnd)
            return _decoder.Pending.HasAny;

        while (true)
        {
            ReadResult result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            _segments.Start(result);
            _framer.StartSegment();

            // A cancelled wait (PipeReader.CancelPendingRead) returns with the input that is available.
            if ((TrySkipPreamble() && TryRestore()) || result.IsCanceled)
                return true;
        }
    }

    /// <summary>Reads the next event of the available input. Lines with other outcomes are counted and skipped.</summary>
    /// <param name="view">The event, valid until the next <see cref="ReadAsync"/>.</param>
    /// <returns><see langword="false"/> if no further whole line is available: call <see cref="ReadAsync"/>.</returns>
    /// <exception cref="EventFormatException">
    /// A line was rejected, and there is no fault handler. The next call continues after it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public bool TryRead(out EventView view)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (true)
        {
            ReadStatus status = _decoder.Read(_segments.Current.Span, _framer, out view);
            if (status == ReadStatus.EndOfSegment)
            {
                if (TryMoveToNextSegment())
                    continue;

                if (!_segments.IsAtEnd)
                    return false;

                status = _decoder.ReadEnd(_framer, out view);
            }

            // When memory is full, ReadAsync releases it, and the rest of the buffer is read after that.
            if (status == ReadStatus.OtherLine)
                continue;

            if (_metrics is not null && status == ReadStatus.Event)
                Counts.AddOperation(view.Operation);

            return status == ReadStatus.Event;
        }
    }

    /// <summary>
    /// Returns the point after the last line read, from which another reader can
    /// <see cref="Resume(Stream, ResumePoint, EventReaderOptions?, bool)"/>.
    /// </summary>
    /// <returns>An object of plain values, which can be serialised. Allocates it.</returns>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public ResumePoint GetResumePoint()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _restoring ?? _decoder.Pending.GetResumePoint(_framer.NextOffset, _framer.LinesBefore);
    }

    /// <summary>
    /// Rejects the messages that still wait for parts, as the end of the input does. Call it when reading stops before the end.
    /// </summary>
    /// <exception cref="EventFormatException">There is one, and no fault handler. The next call continues with the next one.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public void RejectIncompleteMessages()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _decoder.Pending.Reject();
    }

    /// <summary>
    /// Closes the pipe or stream unless it is left open, and returns pooled memory and the engine. Invalidates all views.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller has completed the pipe. The reader is disposed of nevertheless.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        try
        {
            // Throws if the caller has completed the pipe.
            ReturnBuffer();
        }
        finally
        {
            _metrics?.Report();
            ReadTrace.End(_trace, Counts);
            _framer.Dispose();
            _decoder.Dispose();
            if (_completesPipe)
                await _pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static EventReader CreateCore(PipeReader pipe, EventReaderOptions? options, bool leaveOpen, ResumePoint? resume)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return new EventReader(pipe, !leaveOpen, options ?? EventReaderOptions.Default, resume);
    }

    private static EventReader CreateCore(Stream stream, EventReaderOptions? options, bool leaveOpen, ResumePoint? resume)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            ThrowHelper.ThrowUnreadableStream(nameof(stream));

        // A minimum of a quarter of the buffer keeps reads large when the buffer is nearly full.
        options ??= EventReaderOptions.Default;
        int minimumReadSize = Math.Max(1, options.BufferSize / 4);
        var pipeOptions = new StreamPipeReaderOptions(null, options.BufferSize, minimumReadSize, leaveOpen);
        return new EventReader(PipeReader.Create(stream, pipeOptions), completesPipe: true, options, resume);
    }

    private async IAsyncEnumerable<EventRecord> ReadRecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (ConfigureAwait(this))
        {
            while (await ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (TryReadRecord(out EventRecord? record))
                    yield return record;
            }
        }

        static ConfiguredAsyncDisposable ConfigureAwait(EventReader reader) => reader.ConfigureAwait(false);
    }

    private bool TryReadRecord([NotNullWhen(true)] out EventRecord? record)
    {
        bool isEvent = TryRead(out EventView view);
        record = isEvent ? view.ToRecord() : null;
        return isEvent;
    }

    private bool TryMoveToNextSegment()
    {
        if (!_segments.TryMoveNext())
            return false;

        _framer.StartSegment();
        return true;
    }

    private void ReturnBuffer()
    {
        if (!_segments.HasBuffer)
            return;

        // The framer keeps the start of a line that continues after this buffer. So unless whole lines were left unread,
        // everything is consumed, and the pipe need not keep or return a byte twice.
        _segments.Return(_framer.Position);
        _framer.Recycle();
        _decoder.Recycle();
        _framer.StartSegment();
    }

    private bool TrySkipPreamble()
    {
        if (_isPreambleDone)
            return true;

        if (!TryMeasurePreamble(out int length))
        {
            _segments.RequestMore();
            return false;
        }

        _framer.SkipPreamble(length);
        _segments.Skip(length);
        _isPreambleDone = true;
        return true;
    }

    private bool TryMeasurePreamble(out int length)
    {
        Span<byte> start = _segments.Peek(stackalloc byte[ByteOrderMark.MaxLength]);
        try
        {
            return ByteOrderMark.TryMeasure(start, _segments.IsCompleted, out length);
        }
        catch (EventFormatException)
        {
            ReturnBuffer();
            throw;
        }
    }

    /// <summary>Reads the available lines before the resume point again.</summary>
    /// <returns>Whether all of them were read, or there are no more.</returns>
    private bool TryRestore()
    {
        while (_restoring is not null && _framer.NextOffset < _restoring.ByteOffset)
        {
            if (!TryReadLine(out LineFrame frame))
            {
                if (_segments.IsCompleted)
                    break;

                ReturnBuffer();
                return false;
            }

            _decoder.Restore(frame, _restoring);
        }

        _restoring = null;
        return true;
    }

    private bool TryReadLine(out LineFrame frame)
    {
        while (!_framer.TryReadLine(_segments.Current.Span, out frame))
        {
            if (!TryMoveToNextSegment())
                return _segments.IsCompleted && _framer.TryReadLastLine(out frame);
        }

        return true;
    }
}
