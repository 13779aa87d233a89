namespace AtlanEvents.Fast;

/// <summary>How many lines had which outcome, up to now. The parts always add up to <see cref="Lines"/>.</summary>
/// <remarks>Live: the reader goes on counting in it. Not safe to read from another thread while the reader is at work.</remarks>
public sealed class ReadCounts
{
    private readonly long[] _outcomes = new long[(int)LineOutcome.Rejected + 1];
    private readonly long[] _notRoutable = new long[(int)NotRoutableReason.MessagePart + 1];
    private readonly long[] _rejected = new long[(int)LineFaultReason.MessageTooLarge + 1];
    // Nearly every line of the fast engine: counted in one place.
    private long _fastEvents;
    private readonly long[] _paths = new long[(int)LinePath.Reference + 1];

    internal ReadCounts()
    {
    }

    /// <summary>
    /// Bytes of input up to and with the newline of the last line, a byte order mark included; of a reader with
    /// <see cref="EventReaderOptions.StartAt"/>, those before it too.
    /// </summary>
    public long Bytes { get; private set; }

    /// <summary>Lines of every outcome.</summary>
    public long Lines => Events + Blank + NotRoutable + Rejected + Pending;

    /// <summary>Lines that are events.</summary>
    public long Events => _outcomes[(int)LineOutcome.Event] + _fastEvents;

    /// <summary>Lines with nothing on them.</summary>
    public long Blank => _outcomes[(int)LineOutcome.Blank];

    /// <summary>Well-formed lines that are no events.</summary>
    public long NotRoutable => _outcomes[(int)LineOutcome.NotRoutable];

    /// <summary>Lines that were rejected.</summary>
    public long Rejected => _outcomes[(int)LineOutcome.Rejected];

    /// <summary>
    /// Lines that are parts of messages and wait for the others; they will be <see cref="NotRoutableReason.MessagePart"/>, or rejected. None at
    /// the end of an input.
    /// </summary>
    public long Pending { get; private set; }

    /// <summary>Of the events, those that came out of a compressed or split message, or out of a wrapper.</summary>
    public long Unpacked { get; private set; }

    /// <summary>How many well-formed lines were no events for this reason.</summary>
    /// <param name="reason">A reason other than <see cref="NotRoutableReason.None"/>.</param>
    public long NotRoutableFor(NotRoutableReason reason) => _notRoutable[(int)reason];

    /// <summary>How many lines were rejected for this reason.</summary>
    /// <param name="reason">A reason other than <see cref="LineFaultReason.None"/>.</param>
    public long RejectedFor(LineFaultReason reason) => _rejected[(int)reason];

    /// <summary>How many lines went this way through the engine. Lines that are blank or too long went none.</summary>
    /// <param name="path">The way.</param>
    public long LinesBy(LinePath path) => _paths[(int)path] + (path == LinePath.Fast ? _fastEvents : 0);

    internal void AddFastEvent(long endOfLine)
    {
        _fastEvents++;
        Bytes = endOfLine;
    }

    internal void Add(LinePath path) => _paths[(int)path]++;

    internal void Add(LineVerdict verdict, long endOfLine)
    {
        _outcomes[(int)verdict.Outcome]++;
        if (verdict.Outcome != LineOutcome.Event)
        {
            _notRoutable[(int)verdict.NotRoutableReason]++;
            _rejected[(int)verdict.FaultReason]++;
        }

        Bytes = endOfLine;
    }

    internal void AddPending(long endOfLine)
    {
        Pending++;
        Bytes = endOfLine;
    }

    /// <summary>Says what became of a line that was pending.</summary>
    internal void SettlePending(LineVerdict verdict)
    {
        Pending--;
        Add(verdict, Bytes);
    }

    internal void AddUnpacked() => Unpacked++;

    internal void StartAt(long offset) => Bytes = offset;
}
