using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Diagnostics;

/// <summary>
/// The number of lines by outcome. Events, blank, not routable, rejected and pending lines add up to <see cref="Lines"/>.
/// </summary>
/// <remarks>A live object that the reader keeps updating. Do not read it from another thread while the reader works.</remarks>
public sealed class ReadCounts
{
    private readonly long[] _outcomes = new long[(int)LineOutcome.Rejected + 1];
    private readonly long[] _notRoutable = new long[(int)NotRoutableReason.MessagePart + 1];
    private readonly long[] _rejected = new long[(int)LineFaultReason.MessageTooLarge + 1];
    private readonly long[] _operations = new long[(int)OperationType.Other + 1];
    private readonly long[] _paths = new long[(int)LinePath.Reference + 1];

    // By path. Nearly every line of the fast engine is such an event and is counted with one addition.
    private readonly long[] _plainEvents = new long[(int)LinePath.Reference + 1];

    /// <summary>Creates the counts of no lines.</summary>
    public ReadCounts()
    {
    }

    /// <summary>
    /// The number of bytes up to and including the newline of the last line, a byte order mark included. A resumed reader counts
    /// the bytes before its resume point too.
    /// </summary>
    public long Bytes { get; private set; }

    /// <summary>Lines of every outcome.</summary>
    public long Lines => Events + Blank + NotRoutable + Rejected + Pending;

    /// <summary>Lines that are events.</summary>
    public long Events => _outcomes[(int)LineOutcome.Event] + _plainEvents.Sum();

    /// <summary>Blank lines.</summary>
    public long Blank => _outcomes[(int)LineOutcome.Blank];

    /// <summary>Well-formed lines that are not events.</summary>
    public long NotRoutable => _outcomes[(int)LineOutcome.NotRoutable];

    /// <summary>Rejected lines.</summary>
    public long Rejected => _outcomes[(int)LineOutcome.Rejected];

    /// <summary>
    /// Lines that are message parts waiting for other parts. They become <see cref="NotRoutableReason.MessagePart"/> or rejected;
    /// at the end of the input there are none.
    /// </summary>
    public long Pending { get; private set; }

    /// <summary>The events that came out of a compressed or split message or out of a wrapper.</summary>
    public long Unpacked { get; private set; }

    /// <summary>The number of lines that were not routable for a reason; 0 for <see cref="NotRoutableReason.None"/>.</summary>
    /// <param name="reason">The reason.</param>
    public long NotRoutableFor(NotRoutableReason reason) => _notRoutable[(int)reason];

    /// <summary>The number of lines that were rejected for a reason; 0 for <see cref="LineFaultReason.None"/>.</summary>
    /// <param name="reason">The reason.</param>
    public long RejectedFor(LineFaultReason reason) => _rejected[(int)reason];

    /// <summary>The number of lines that took a path through the engine. Blank lines and lines that are too long do not reach it.</summary>
    /// <param name="path">The path.</param>
    public long LinesBy(LinePath path) => _paths[(int)path] + _plainEvents[(int)path];

    /// <summary>Returns a copy, which does not change when reading continues. Allocates it.</summary>
    public ReadCounts Copy()
    {
        var copy = new ReadCounts();
        copy.Add(this);
        return copy;
    }

    /// <summary>The number of events with an operation, as far as they were counted for <see cref="ReadMetrics"/>.</summary>
    internal long EventsWith(OperationType operation) => _operations[(int)operation];

    internal void AddOperation(OperationType operation) => _operations[(int)operation]++;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddPlainEvent(LinePath path, long endOfLine)
    {
        _plainEvents[(int)path]++;
        Bytes = endOfLine;
    }

    internal void Add(LinePath path) => _paths[(int)path]++;

    internal void Add(LineVerdict verdict, long endOfLine)
    {
        _outcomes[(int)verdict.Outcome]++;
        if (verdict.Outcome == LineOutcome.NotRoutable)
            _notRoutable[(int)verdict.NotRoutableReason]++;
        else if (verdict.Outcome == LineOutcome.Rejected)
            _rejected[(int)verdict.FaultReason]++;

        Bytes = endOfLine;
    }

    internal void AddPending(long endOfLine)
    {
        Pending++;
        Bytes = endOfLine;
    }

    /// <summary>Records the outcome of a line that was pending.</summary>
    internal void SettlePending(LineVerdict verdict)
    {
        Pending--;
        Add(verdict, Bytes);
    }

    internal void AddUnpacked() => Unpacked++;

    internal void StartAt(long offset) => Bytes = offset;

    /// <summary>Makes these counts the same as others.</summary>
    internal void CopyFrom(ReadCounts other)
    {
        other._outcomes.CopyTo(_outcomes, 0);
        other._notRoutable.CopyTo(_notRoutable, 0);
        other._rejected.CopyTo(_rejected, 0);
        other._operations.CopyTo(_operations, 0);
        other._paths.CopyTo(_paths, 0);
        other._plainEvents.CopyTo(_plainEvents, 0);
        (Pending, Unpacked, Bytes) = (other.Pending, other.Unpacked, other.Bytes);
    }

    /// <summary>Adds the counts of the lines that follow.</summary>
    internal void Add(ReadCounts next)
    {
        (long[] To, long[] From)[] all =
        [
            (_outcomes, next._outcomes),
            (_notRoutable, next._notRoutable),
            (_rejected, next._rejected),
            (_operations, next._operations),
            (_paths, next._paths),
            (_plainEvents, next._plainEvents),
        ];
        foreach ((long[] to, long[] from) in all)
        {
            for (int i = 0; i < to.Length; i++)
                to[i] += from[i];
        }

        Pending += next.Pending;
        Unpacked += next.Unpacked;
        Bytes = Math.Max(Bytes, next.Bytes);
    }
}
