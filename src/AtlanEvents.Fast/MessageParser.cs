using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>Receives a line that waited for other parts of its message and was joined with them.</summary>
/// <param name="number">The number under which the line was parsed.</param>
/// <param name="line">The line. Valid until the handler returns.</param>
public delegate void JoinedPartHandler(long number, ReadOnlySpan<byte> line);

/// <summary>
/// Parses lines that arrive one at a time, possibly from several sources such as the partitions of a topic, and joins split messages.
/// </summary>
/// <remarks>
/// The caller numbers the lines, and learns the one outcome of each under its number:
/// <list type="bullet">
/// <item><see cref="Parse"/> returns it, unless the line is a part that waits for others (<see cref="IsPending"/>).</item>
/// <item>The part that completes a message returns its event; the other parts go to <see cref="JoinedPartHandler"/> meanwhile.</item>
/// <item>Rejected lines go to <see cref="EventReaderOptions.FaultHandler"/>, among them the parts that were given up.</item>
/// </list>
/// Nothing is allocated per event. Parts that wait are copied to pooled memory, within <see cref="Reassembly.ReassemblyOptions"/>. Must
/// not be used by several threads at once.
/// </remarks>
public sealed class MessageParser : IDisposable
{
    private readonly LineDecoder _decoder;
    private readonly Observer _observer;
    private long _number;

    // While somebody listens.
    private ReadMetrics? _metrics;

    /// <summary>Creates a parser.</summary>
    /// <param name="options">How lines are read. Must have a fault handler.</param>
    /// <param name="joinedPartHandler">Receives the parts of each message that is complete, except the last one. May be null.</param>
    /// <exception cref="ArgumentException">
    /// The options have no <see cref="EventReaderOptions.FaultHandler"/>, or they or the environment name an engine that does not exist.
    /// </exception>
    public MessageParser(EventReaderOptions options, JoinedPartHandler? joinedPartHandler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        LineFaultHandler? faultHandler = options.FaultHandler;
        if (faultHandler is null)
            ThrowHelper.ThrowNoFaultHandler(nameof(options));

        _observer = new Observer(joinedPartHandler);
        _decoder = new LineDecoder(
            options with { FaultHandler = (in LineFault fault) => OnFault(faultHandler, fault) }, LineScope.Input, observer: _observer);
    }

    /// <summary>The lines parsed so far, by outcome, and their bytes.</summary>
    public ReadCounts Counts => _decoder.Counts;

    /// <summary>The engine that parses the lines.</summary>
    public EventEngine Engine => _decoder.Settings.Kind;

    /// <summary>The vector width of the engine in bits; 0 if it has no vector code of its own.</summary>
    public int VectorBits => _decoder.Settings.VectorBits;

    /// <summary>Whether the last line that was parsed is a part that waits for other parts of its message.</summary>
    public bool IsPending => _observer.IsPending;

    /// <summary>The number of messages that wait for parts.</summary>
    public int PendingMessages => _decoder.Pending.Count;

    /// <summary>The number of lines that wait for other parts.</summary>
    public int PendingParts => _decoder.Pending.Lines;

    /// <summary>Parses one line. Never throws on data, unless a handler throws.</summary>
    /// <param name="utf8Line">One JSON value, with or without a newline at its end. It may be pretty-printed over several lines.</param>
    /// <param name="number">The number of the line, above that of the line before.</param>
    /// <param name="view">
    /// The event. It borrows <paramref name="utf8Line"/> or memory of the parser, and is valid until the parser parses again.
    /// </param>
    /// <returns>
    /// The outcome. A part that waits is <c>NotRoutable(MessagePart)</c>, and <see cref="IsPending"/> is <see langword="true"/>.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The parser was disposed of.</exception>
    public LineVerdict Parse(ReadOnlySpan<byte> utf8Line, long number, out EventView view)
    {
        ObjectDisposedException.ThrowIf(_decoder.IsDisposed, this);
        _decoder.Recycle();
        _observer.IsPending = false;
        _number = number;
        _metrics = ReadMetrics.Refresh(_metrics, Counts);
        ReadStatus status = _decoder.Record(LineFrame.FromWholeInput(utf8Line, number, Counts.Bytes), out view);
        if (_metrics is not null)
        {
            if (status == ReadStatus.Event)
                Counts.AddOperation(view.Operation);

            _metrics.Report();
        }

        return _observer.Verdict;
    }

    /// <summary>Gives up the messages that wait for parts, unless a part arrived at or after a line. Their parts are rejected.</summary>
    /// <param name="number">The number of the line; <see cref="long.MaxValue"/> to give up all messages.</param>
    public void GiveUpBefore(long number) => _decoder.Pending.Reject(number);

    /// <summary>
    /// Removes lines as if they had never arrived, because they will be read again, here or elsewhere: parts that wait, and lines that
    /// completed a message, so that its parts are not taken for repeats. They are not reported. Other parts of the same messages continue
    /// to wait.
    /// </summary>
    /// <param name="isForgotten">Whether a line is removed, by its number.</param>
    public void Forget(Func<long, bool> isForgotten)
    {
        ArgumentNullException.ThrowIfNull(isForgotten);
        _decoder.Pending.Forget(isForgotten);
    }

    /// <summary>Returns pooled memory, and the engine to <see cref="EventReaderOptions.EnginePool"/>. Invalidates the last view.</summary>
    public void Dispose()
    {
        _metrics?.Report();
        _decoder.Dispose();
    }

    private void OnFault(LineFaultHandler faultHandler, in LineFault fault)
    {
        // A part that waits is given up at once if it exceeds a limit.
        if (fault.LineNumber == _number)
            _observer.OnRejected(fault.Reason);

        faultHandler(fault);
    }

    private sealed class Observer(JoinedPartHandler? joinedPartHandler) : IOutcomeObserver
    {
        public LineVerdict Verdict { get; private set; }

        public bool IsPending { get; set; }

        public void OnRead(LineVerdict verdict) => Verdict = verdict;

        public void OnRejected(LineFaultReason reason)
        {
            Verdict = LineVerdict.Rejected(reason);
            IsPending = false;
        }

        public void OnPending()
        {
            Verdict = LineVerdict.NotRoutable(NotRoutableReason.MessagePart);
            IsPending = true;
        }

        public void OnJoined(long number, ReadOnlySpan<byte> line) => joinedPartHandler?.Invoke(number, line);
    }
}
