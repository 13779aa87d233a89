using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Envelope.Messages;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>Reads the events out of a stream of NDJSON: pull, with back-pressure, nothing allocated per event.</summary>
/// <remarks>
/// <code>
/// await using EventReader reader = EventReader.Create(stream);
/// while (await reader.ReadAsync(cancellationToken))
///     while (reader.TryRead(out EventView e))
///         Route(e);
/// </code>
/// Nothing is read ahead beyond the pipe's own buffer, and memory is bounded by that buffer and a small multiple of the longest
/// line allowed. Not safe for use by several threads at once.
/// </remarks>
public sealed class EventReader : IAsyncDisposable
{
    private readonly PipeReader _pipe;
    private readonly bool _completePipe;
    private readonly LineFramer _framer;
    private readonly LineDecoder _decoder;

    // What the pipe lends between two reads, and how far it was taken: all segments before _segment, and _position bytes of it.
    private ReadOnlySequence<byte> _buffer;
    private SequencePosition _segmentStart;
    private SequencePosition _segmentEnd;
    private ReadOnlyMemory<byte> _segment;
    private int _position;
    private bool _hasBuffer;
    private bool _isDrained;

    // How many bytes of the buffer were examined before, in search of a byte order mark; a pipe does not take that back.
    private long _examined;
    private bool _isPreambleDone;

    // The point to start at, until the lines before it were read again.
    private ResumePoint? _catchUp;
    private bool _isCompleted;
    private bool _isDisposed;

    private EventReader(PipeReader pipe, bool completePipe, EventReaderOptions options)
    {
        _decoder = new LineDecoder(options, isStream: true);
        _framer = new LineFramer(options.MaxLineBytes, options.StartAt);
        _isPreambleDone = options.StartAt is { ReadFrom: > 0 };
        if (options.StartAt is ResumePoint start)
        {
            _decoder.StartAt(start);
            _catchUp = start;
        }

        _pipe = pipe;
        _completePipe = completePipe;
    }

    /// <summary>The outcomes of the lines that were read so far.</summary>
    public ReadCounts Counts => _decoder.Counts;

    /// <summary>The engine that reads the lines; never <see cref="EventEngine.Auto"/>.</summary>
    public EventEngine Engine => _decoder.Engine;

    /// <summary>How many bits wide the vectors of the engine are: 128, 256 or 512; 0 for the reference, which has none of its own.</summary>
    public int VectorBits => _decoder.VectorBits;

    /// <summary>Reads events from a pipe.</summary>
    /// <param name="pipe">Completed when the reader is disposed of, unless <see cref="EventReaderOptions.LeaveOpen"/> is set.</param>
    /// <param name="options">The defaults if omitted.</param>
    /// <exception cref="ArgumentException">The options, or the environment, name an engine that does not exist.</exception>
    public static EventReader Create(PipeReader pipe, EventReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        options ??= EventReaderOptions.Default;
        return new EventReader(pipe, !options.LeaveOpen, options);
    }

    /// <summary>Reads events from a stream.</summary>
    /// <param name="stream">Closed when the reader is disposed of, unless <see cref="EventReaderOptions.LeaveOpen"/> is set.</param>
    /// <param name="options">The defaults if omitted.</param>
    /// <exception cref="ArgumentException">The stream cannot be read, or the options, or the environment, name an engine that does not exist.</exception>
    public static EventReader Create(Stream stream, EventReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            ThrowHelper.ThrowUnreadableStream(nameof(stream));

        options ??= EventReaderOptions.Default;

        // Asking for a quarter of the buffer at least keeps reads large when its end is nearly used up.
        int minimumReadSize = Math.Max(1, options.BufferSize / 4);
        var pipeOptions = new StreamPipeReaderOptions(null, options.BufferSize, minimumReadSize, options.LeaveOpen);
        return new EventReader(PipeReader.Create(stream, pipeOptions), completePipe: true, options);
    }

    /// <summary>Reads the events of a stream as owned records: the convenience layer. Allocates each record.</summary>
    /// <param name="stream">Closed at the end.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventFormatException">A line was rejected.</exception>
    public static IAsyncEnumerable<EventRecord> ReadRecordsAsync(Stream stream, CancellationToken cancellationToken = default)
        => Create(stream).ReadRecordsAsync(cancellationToken);

    /// <summary>Reads the events of a stream as owned records: the convenience layer. Allocates each record.</summary>
    /// <param name="stream">Closed at the end, unless <see cref="EventReaderOptions.LeaveOpen"/> is set.</param>
    /// <param name="options">Limits, engine, and what becomes of bad lines.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventFormatException">A line was rejected and there is no fault handler.</exception>
    public static IAsyncEnumerable<EventRecord> ReadRecordsAsync(
        Stream stream,
        EventReaderOptions options,
        CancellationToken cancellationToken = default)
        => Create(stream, options).ReadRecordsAsync(cancellationToken);

    /// <summary>Waits for more input. Every event that was read before is invalid from here on.</summary>
    /// <param name="cancellationToken">Stops the waiting; the reader stays usable, and nothing is lost.</param>
    /// <returns>
    /// <see langword="true"/> if there is input for <see cref="TryRead"/>, though it may hold no whole line yet;
    /// <see langword="false"/> at the end.
    /// </returns>
    /// <exception cref="EventFormatException">The input is UTF-16 or UTF-32.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        GiveBack();
        if (_isCompleted && _isDrained)
            return _decoder.HasPending;

        while (true)
        {
            ReadResult result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            Take(result);

            // A cancelled wait (PipeReader.CancelPendingRead) gives control back, with whatever is there.
            if (TrySkipPreamble() && TryCatchUp() || result.IsCanceled)
                return true;
        }
    }

    /// <summary>Takes the next event of the input that is there; lines of other outcomes are counted and passed over.</summary>
    /// <param name="view">The event, valid until the next <see cref="ReadAsync"/>.</param>
    /// <returns><see langword="false"/> if no whole line is left: then call <see cref="ReadAsync"/>.</returns>
    /// <exception cref="EventFormatException">A line was rejected and there is no fault handler. The next call goes on behind it.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public bool TryRead(out EventView view)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (true)
        {
            if (!_decoder.TryDecodeKnown(_framer, _segment.Span, ref _position, out view, out bool isEvent) && !TryReadFramed(out view, out isEvent))
                return false;

            if (isEvent)
                return true;
        }
    }

    /// <summary>Where another reader can go on from: behind the last line that was read. Allocates it.</summary>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public ResumePoint GetResumePoint()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_catchUp is not null)
            return _catchUp;

        HeldPart? first = _decoder.Messages?.Messages.Select(message => message.First).MinBy(part => part!.Number);
        return new ResumePoint
        {
            ByteOffset = _framer.NextOffset,
            LinesBefore = _framer.LinesBefore,
            ReadFrom = first?.Offset ?? _framer.NextOffset,
            ReadFromLinesBefore = first is null ? _framer.LinesBefore : first.Number - 1,
            PendingMessages = _decoder.Messages?.Messages.ToDictionary(message => Encoding.UTF8.GetString(message.Id), message => message.First!.Number) ?? [],
            CompletedMessages = _decoder.Messages?.CompletedIds ?? [],
        };
    }

    /// <summary>
    /// Rejects the messages that still wait for parts, as the end of the input does. For whoever stops before it, because of an error or by
    /// choice, and wants to know of them.
    /// </summary>
    /// <exception cref="EventFormatException">There is one, and no fault handler. The next call goes on with the next one.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public void GiveUpIncompleteMessages()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _decoder.GiveUpPending();
    }

    /// <summary>Closes the pipe or stream, unless it is to be left open, and gives all memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        GiveBack();
        _isDisposed = true;
        _framer.Dispose();
        _decoder.Dispose();
        if (_completePipe)
            await _pipe.CompleteAsync().ConfigureAwait(false);
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

    // Few lines come here; what they need stays out of the way of the others.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadFramed(out EventView view, out bool isEvent)
    {
        isEvent = false;
        view = default;

        // So much was unpacked that a new read is due first: it gives the memory back, and what is left here comes again.
        if (_decoder.IsFull)
            return false;

        if (!TryReadLine(out LineFrame frame))
        {
            if (_isCompleted && _isDrained)
                _decoder.GiveUpPending();

            return false;
        }

        isEvent = _decoder.TryDecode(frame, out view);
        return true;
    }

    private bool TryReadLine(out LineFrame frame)
    {
        while (!_framer.TryReadLine(_segment.Span, ref _position, out frame))
        {
            if (!TryMoveToNextSegment())
                return _hasBuffer && _isCompleted && _framer.TryReadLastLine(out frame);
        }

        return true;
    }

    private bool TryMoveToNextSegment()
    {
        // What was not taken when the buffer was given back is in the pipe still.
        if (!_hasBuffer)
            return false;

        SequencePosition start = _segmentEnd;
        if (!_buffer.TryGet(ref _segmentEnd, out ReadOnlyMemory<byte> segment))
        {
            _isDrained = true;
            return false;
        }

        (_segmentStart, _segment, _position) = (start, segment, 0);
        return true;
    }

    private void Take(ReadResult result)
    {
        _isCompleted = result.IsCompleted;
        _hasBuffer = true;
        StartAt(result.Buffer);
    }

    private void StartAt(ReadOnlySequence<byte> buffer)
    {
        _buffer = buffer;
        _segmentStart = _segmentEnd = buffer.Start;
        _segment = default;
        _position = 0;
        _isDrained = false;
    }

    private void GiveBack()
    {
        if (!_hasBuffer)
            return;

        // The beginning of a line that goes on behind this buffer is already with the framer. So unless whole lines were left
        // unread, everything is consumed, and the pipe need not hold or show us a byte twice.
        SequencePosition taken = _isDrained ? _buffer.End : _buffer.GetPosition(_position, _segmentStart);
        _examined = Math.Max(0, _examined - _buffer.Slice(0, taken).Length);
        _pipe.AdvanceTo(taken, _examined == 0 ? taken : _buffer.GetPosition(_examined, taken));
        _framer.Recycle();
        _decoder.Recycle();
        _hasBuffer = false;
        _segment = default;
        _position = 0;
    }

    private bool TrySkipPreamble()
    {
        if (_isPreambleDone)
            return true;

        if (!TryMeasurePreamble(out int length))
        {
            _pipe.AdvanceTo(_buffer.Start, _buffer.End);
            _examined = _buffer.Length;
            _hasBuffer = false;
            return false;
        }

        _framer.SkipPreamble(length);
        _examined = Math.Max(0, _examined - length);
        StartAt(_buffer.Slice(length));
        _isPreambleDone = true;
        return true;
    }

    /// <summary>Reads the lines before the point to start at, as far as they are there.</summary>
    /// <returns>Whether that is done, or there are no more.</returns>
    private bool TryCatchUp()
    {
        while (_catchUp is not null && _framer.NextOffset < _catchUp.ByteOffset)
        {
            if (!TryReadLine(out LineFrame frame))
            {
                if (_isCompleted)
                    break;

                GiveBack();
                return false;
            }

            _decoder.CatchUp(frame, _catchUp);
        }

        _catchUp = null;
        return true;
    }

    private bool TryMeasurePreamble(out int length)
    {
        Span<byte> start = stackalloc byte[ByteOrderMark.MaxLength];
        start = start[..(int)Math.Min(start.Length, _buffer.Length)];
        _buffer.Slice(0, start.Length).CopyTo(start);
        try
        {
            return ByteOrderMark.TryMeasure(start, _isCompleted, out length);
        }
        catch (EventFormatException)
        {
            // Nothing of it is to be read as lines.
            GiveBack();
            throw;
        }
    }
}
