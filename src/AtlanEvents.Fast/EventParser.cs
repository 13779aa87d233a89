using System.Buffers;
using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>Parses events that are already in memory: a Kafka value, a webhook body, a memory-mapped dump.</summary>
/// <remarks>
/// The static methods suit single events and whole buffers. An instance suits many similar lines, one at a time: its engine
/// learns their shapes, which makes parsing several times faster, and it accepts options.
/// A view borrows the input. Text with escapes (<c>\u00e9</c>) is written to memory of the parser or, for the static methods, of
/// the thread, so a view also becomes invalid when that parser or thread parses again. Nothing is allocated per event, but a
/// parser, and each thread that calls the static methods, keeps buffers of the size of its longest line. An instance must not be
/// used by several threads at once; the static methods may be.
/// </remarks>
public sealed class EventParser : IDisposable
{
    // It does not learn, so callers on one thread do not affect each other. It only reuses buffers.
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static EventParser? t_parser;
#pragma warning restore IDE1006

    // What an input may have in addition to its line: a byte order mark and CRLF.
    private const int MaxFramingBytes = ByteOrderMark.MaxLength + 2;

    private readonly LineDecoder _decoder;
    private readonly int _maxLineBytes;
    private readonly Arena _joined = new();

    /// <summary>Creates a parser.</summary>
    /// <param name="options">
    /// The defaults if null. <see cref="EventReaderOptions.FaultHandler"/> is not called, and parts of split messages are not
    /// joined, since each line is parsed by itself.
    /// </param>
    /// <exception cref="ArgumentException">The options or the environment name an engine that does not exist.</exception>
    public EventParser(EventReaderOptions? options = null)
        : this(options ?? EventReaderOptions.Default, learns: true)
    {
    }

    private EventParser(EventReaderOptions options, bool learns)
    {
        _decoder = new LineDecoder(options, LineScope.Line, learns);
        _maxLineBytes = options.MaxLineBytes;
    }

    /// <summary>Parses one event with the default options. Never throws on data.</summary>
    /// <param name="utf8Line">One JSON value, with or without a newline at its end. It may be pretty-printed over several lines.</param>
    /// <param name="view">The event. It borrows <paramref name="utf8Line"/> and is valid until this thread parses again.</param>
    /// <returns>
    /// Whether the line is an event. <see cref="Parse(ReadOnlySpan{byte}, out EventView)"/> returns the reason if it is not.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Line, out EventView view)
        => ForThread().Parse(utf8Line, out view).Outcome == LineOutcome.Event;

    /// <summary>Parses one event with the default options. Never throws on data. Copies the line if it has several segments.</summary>
    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out EventView)" path="/param|/returns"/>
    public static bool TryParse(in ReadOnlySequence<byte> utf8Line, out EventView view)
        => ForThread().Parse(utf8Line, out view).Outcome == LineOutcome.Event;

    /// <summary>Enumerates the events of a buffer of lines.</summary>
    /// <param name="utf8Lines">NDJSON. The last line needs no newline, but must be complete.</param>
    /// <param name="options">The defaults if null.</param>
    /// <returns>
    /// An enumerator for <see langword="foreach"/>. An event is valid until the next iteration. Allocates a few objects per
    /// enumeration.
    /// </returns>
    /// <exception cref="ArgumentException">The options or the environment name an engine that does not exist.</exception>
    /// <exception cref="EventFormatException">
    /// The buffer is UTF-16 or UTF-32; during the enumeration: a line was rejected, and there is no fault handler.
    /// </exception>
    public static EventEnumerator Enumerate(ReadOnlySpan<byte> utf8Lines, EventReaderOptions? options = null)
        => new(utf8Lines, options ?? EventReaderOptions.Default);

    /// <inheritdoc cref="Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>
    public static EventEnumerator Enumerate(in ReadOnlySequence<byte> utf8Lines, EventReaderOptions? options = null)
        => new(utf8Lines, options ?? EventReaderOptions.Default);

    /// <summary>Parses one line. Never throws on data.</summary>
    /// <param name="utf8Line">One JSON value, with or without a newline at its end. It may be pretty-printed over several lines.</param>
    /// <param name="view">The event. It borrows <paramref name="utf8Line"/> and is valid until this parser parses again.</param>
    /// <returns>The outcome, and its reason unless the line is an event or blank.</returns>
    /// <exception cref="ObjectDisposedException">The parser was disposed of.</exception>
    public LineVerdict Parse(ReadOnlySpan<byte> utf8Line, out EventView view)
    {
        ObjectDisposedException.ThrowIf(_decoder.IsDisposed, this);
        _decoder.Recycle();
        LineVerdict verdict = _decoder.Decode(LineFrame.FromWholeInput(utf8Line), out view, out LinePath? path);
        // An empty input has no line.
        if (ReadMetrics.IsEnabled && !utf8Line.IsEmpty)
            ReadMetrics.AddLine(verdict, path, view.Operation, utf8Line.Length);

        return verdict;
    }

    /// <summary>
    /// Parses one line. Never throws on data. If the line has several segments, copies it to memory of the parser, which the view
    /// then borrows.
    /// </summary>
    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, out EventView)"/>
    public LineVerdict Parse(in ReadOnlySequence<byte> utf8Line, out EventView view)
    {
        if (utf8Line.IsSingleSegment)
            return Parse(utf8Line.FirstSpan, out view);

        ObjectDisposedException.ThrowIf(_decoder.IsDisposed, this);
        if (utf8Line.Length > (long)_maxLineBytes + MaxFramingBytes)
        {
            view = default;
            var verdict = LineVerdict.Rejected(LineFaultReason.LineTooLong);
            if (ReadMetrics.IsEnabled)
                ReadMetrics.AddLine(verdict, path: null, OperationType.None, utf8Line.Length);

            return verdict;
        }

        // Memory may have run out while an earlier line was joined.
        _joined.Discard();
        _joined.Recycle();
        foreach (ReadOnlyMemory<byte> segment in utf8Line)
            _joined.Append(segment.Span);

        return Parse(_joined.Close(), out view);
    }

    /// <summary>Returns pooled memory, and the engine to <see cref="EventReaderOptions.EnginePool"/>. Invalidates the last view.</summary>
    public void Dispose()
    {
        _decoder.Dispose();
        _joined.Dispose();
    }

    private static EventParser ForThread() => t_parser ??= new EventParser(EventReaderOptions.Default, learns: false);
}
