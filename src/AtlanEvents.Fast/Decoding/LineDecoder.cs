using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Packing;
using AtlanEvents.Fast.Packing.Messages;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Decoding;

/// <summary>Turns lines into events, and determines the one outcome of every line, for all APIs.</summary>
internal sealed class LineDecoder : IDisposable
{
    private readonly int _maxLineBytes;
    private readonly EventEnginePool? _pool;
    private readonly OutcomeRecorder _recorder;
    private readonly PackedLineOpener? _opener;
    private readonly LineScope _scope;
    private readonly bool _stopsAtFaults;
    private readonly bool _joinsParts;
    private readonly UnescapedText _text = new();

    private LineEngine? _engine;

    // Whether views may refer to memory of this decoder.
    private bool _hasOwnMemory;

    /// <param name="options">How lines are read.</param>
    /// <param name="scope">The lines.</param>
    /// <param name="learns">Whether the fast engine may learn.</param>
    /// <param name="counts">Receives the counts; if null, the decoder creates them.</param>
    /// <param name="observer">Receives the outcome of each line, if any.</param>
    public LineDecoder(
        EventReaderOptions options,
        LineScope scope,
        bool learns = true,
        ReadCounts? counts = null,
        IOutcomeObserver? observer = null)
    {
        Counts = counts ?? new ReadCounts();
        _scope = scope;
        _joinsParts = options.Reassembly is not null;
        _stopsAtFaults = scope == LineScope.Partition && options.FaultHandler is null;
        _maxLineBytes = options.MaxLineBytes;
        _pool = options.EnginePool;
        _recorder = new OutcomeRecorder(Counts, options.FaultHandler, observer);
        _opener = PackedLineOpener.Create(options, canWait: scope == LineScope.Input);
        Pending = new PendingMessages(_opener?.Pending, _recorder, Counts);

        EngineSettings settings = EngineFactory.Resolve(options, learns);
        _engine = _pool is null ? EngineFactory.Create(settings) : _pool.Rent(settings);
        Settings = settings;
    }

    public ReadCounts Counts { get; }

    public EngineSettings Settings { get; }

    /// <summary>The messages that wait for parts.</summary>
    public PendingMessages Pending { get; }

    public bool IsDisposed => _engine is null;

    private LineEngine Engine => _engine!;

    /// <summary>Reads the next line of a segment.</summary>
    /// <param name="segment">The current segment.</param>
    /// <param name="framer">Keeps the position.</param>
    /// <param name="view">The event.</param>
    /// <exception cref="EventFormatException">
    /// The line was rejected, and there is no fault handler. The next call reads the line after it.
    /// </exception>
    /// <remarks>Not inlined: in a caller's loop it makes bulk deletes over a PipeReader a fifth slower (benchmark Locate).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ReadStatus Read(ReadOnlySpan<byte> segment, LineFramer framer, out EventView view)
    {
        Unsafe.SkipInit(out view);
        ref LocatedLine located = ref EventView.LocatedIn(ref view);
        if (_engine is not LineEngine engine
            || !framer.IsAtLineStart
            || !engine.TryReadLine(segment[framer.Position..], out int length, out located)
            || length > _maxLineBytes)
        {
            return ReadFramed(segment, framer, out view);
        }

        // The hot path of this method: the engine wrote into the view, and only the position is still missing.
        ReadOnlySpan<byte> line = segment.Slice(framer.Position, length);
        if (located.MayHaveEscapes || !IsPlainEvent(located, line))
            return ReadKnownLength(segment, framer, length, located, out view);

        EventView.Place(ref view, line, framer.NextNumber, framer.NextOffset);
        framer.SkipLine(segment, length);
        Counts.AddPlainEvent(located.Path, framer.NextOffset);
        return ReadStatus.Event;
    }

    /// <summary>Reads the last line if no newline ends it, then rejects the messages that still wait for parts.</summary>
    /// <returns><see cref="ReadStatus.EndOfSegment"/> at the end of the input.</returns>
    /// <exception cref="EventFormatException">
    /// A line was rejected, and there is no fault handler. The next call continues after it.
    /// </exception>
    public ReadStatus ReadEnd(LineFramer framer, out EventView view)
    {
        if (framer.TryReadLastLine(out LineFrame frame))
            return Record(frame, out view);

        view = default;
        Pending.Reject();
        return ReadStatus.EndOfSegment;
    }

    /// <summary>Decodes a line by itself, without counting it. Never throws on data.</summary>
    /// <param name="frame">The line.</param>
    /// <param name="view">The event.</param>
    /// <param name="path">The path that the line took; <see langword="null"/> if it did not reach the engine.</param>
    public LineVerdict Decode(scoped in LineFrame frame, out EventView view, out LinePath? path)
    {
        LineVerdict verdict = DecodeLine(frame, out view, out path);
        if (verdict.Outcome != LineOutcome.NotRoutable || _opener is null)
            return verdict;

        UnpackedLine unpacked = Unpack(_opener, frame, verdict, restoring: null, out view);
        unpacked.Message?.Dispose();
        return unpacked.Verdict;
    }

    /// <summary>
    /// Reads a line before the resume point again, to restore the message parts that were pending there. Nothing is counted or
    /// reported.
    /// </summary>
    public void Restore(scoped in LineFrame frame, ResumePoint point)
    {
        if (_opener is null || DecodeLine(frame, out _, out _) is not { Outcome: LineOutcome.NotRoutable } verdict)
            return;

        UnpackedLine unpacked = Unpack(_opener, frame, verdict, point.PendingMessages, out _);
        unpacked.Message?.Dispose();
        if (unpacked.IsPending)
            Counts.AddPending(point.ByteOffset);

        Recycle();
    }

    /// <summary>Invalidates all views returned so far and reuses their memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Recycle()
    {
        if (!_hasOwnMemory)
            return;

        _text.Recycle();
        _opener?.Recycle();
        _hasOwnMemory = false;
    }

    public void Dispose()
    {
        _text.Dispose();
        _opener?.Dispose();

        // Exactly once, even if two threads dispose: two readers must never get the same engine.
        if (Interlocked.Exchange(ref _engine, null) is LineEngine engine)
            _pool?.Return(engine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlainEvent(in LocatedLine located, ReadOnlySpan<byte> line)
    {
        FieldSlice type = located.Fields[(int)Field.MessageType];
        FieldSlice operation = located.Fields[(int)Field.OperationType];
        return MessageClassifier.IsPlainEvent(
            located.Traits,
            type.Length == 0 ? default : line[type.Start + type.Length - 1],
            operation.Length == 0 ? default : line[operation.Start]);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        // Nearly every line starts with a brace.
        if (!line.IsEmpty && line[0] > (byte)' ')
            return false;

        return line.IndexOfAnyExcept(" \t\r\n"u8) < 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadStatus ReadKnownLength(ReadOnlySpan<byte> segment, LineFramer framer, int length, LocatedLine located, out EventView view)
    {
        view = default;
        if (_opener is { IsFull: true })
            return ReadStatus.MemoryFull;

        LineFrame frame = framer.ReadLine(segment, length);
        LineVerdict verdict = Complete(frame, ref located, out view);
        return Record(frame, verdict, located.Path, ref view);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadStatus ReadFramed(ReadOnlySpan<byte> segment, LineFramer framer, out EventView view)
    {
        // EventReader and EventParser check for themselves.
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(EventEnumerator));
        view = default;
        if (_opener is { IsFull: true })
            return ReadStatus.MemoryFull;

        return framer.TryReadLine(segment, out LineFrame frame) ? Record(frame, out view) : ReadStatus.EndOfSegment;
    }

    /// <summary>Decodes a framed line and records its outcome.</summary>
    /// <exception cref="EventFormatException">The line was rejected, and there is no fault handler.</exception>
    public ReadStatus Record(scoped in LineFrame frame, out EventView view)
    {
        LineVerdict verdict = DecodeLine(frame, out view, out LinePath? path);
        return Record(frame, verdict, path, ref view);
    }

    /// <summary>Unpacks the line if it may contain an event, and records its outcome.</summary>
    private ReadStatus Record(scoped in LineFrame frame, LineVerdict verdict, LinePath? path, ref EventView view)
    {
        if (_stopsAtFaults && verdict.Outcome == LineOutcome.Rejected)
            return ReadStatus.DependentLine;

        if (verdict.Outcome == LineOutcome.NotRoutable && _opener is not null)
            return RecordPacked(_opener, frame, verdict, path, out view);

        if (path is not null)
            Counts.Add(path.Value);

        _recorder.Add(verdict, frame);
        return verdict.Outcome == LineOutcome.Event ? ReadStatus.Event : ReadStatus.OtherLine;
    }

    /// <param name="frame">The line.</param>
    /// <param name="view">The event.</param>
    /// <param name="path">The path that the line took; <see langword="null"/> if it did not reach the engine.</param>
    private LineVerdict DecodeLine(scoped in LineFrame frame, out EventView view, out LinePath? path)
    {
        view = default;
        path = null;
        if (frame.Length > _maxLineBytes)
            return LineVerdict.Rejected(LineFaultReason.LineTooLong);

        if (IsBlank(frame.Line))
            return LineVerdict.Blank;

        LineFaultReason reason = Engine.Locate(frame.Line, out LocatedLine located);
        path = located.Path;
        if (reason == LineFaultReason.None)
            return Complete(frame, ref located, out view);

        bool isTruncated = reason == LineFaultReason.InvalidJson && !frame.IsTerminated;
        return LineVerdict.Rejected(isTruncated ? LineFaultReason.Truncated : reason);
    }

    /// <summary>Unescapes the fields of an accepted line and classifies it.</summary>
    private LineVerdict Complete(scoped in LineFrame frame, scoped ref LocatedLine located, out EventView view)
    {
        ReadOnlySpan<byte> text = default;
        if (located.MayHaveEscapes)
        {
            _hasOwnMemory = true;
            if (!_text.TryUnescape(frame.Line, ref located.Fields, out text))
            {
                view = default;
                return LineVerdict.Rejected(LineFaultReason.InvalidText);
            }
        }

        view = new EventView(frame.Line, frame.Number, frame.Offset, located, text);
        LineVerdict verdict = MessageClassifier.Classify(located.Traits, view.MessageType.Span, view.OperationText.Span);
        if (verdict.Outcome != LineOutcome.Event)
            view = default;

        return verdict;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadStatus RecordPacked(
        PackedLineOpener opener,
        scoped in LineFrame frame,
        LineVerdict verdict,
        LinePath? path,
        out EventView view)
    {
        UnpackedLine unpacked = Unpack(opener, frame, verdict, restoring: null, out view);
        verdict = unpacked.Verdict;
        using (unpacked.Message)
        {
            if (_scope == LineScope.Partition && DependsOnEarlierLines(unpacked))
                return ReadStatus.DependentLine;

            if (path is not null)
                Counts.Add(path.Value);

            if (verdict.Outcome == LineOutcome.Event)
                Counts.AddUnpacked();

            // A rejected message may be sent again and be complete then, so it is not remembered.
            if (verdict.Outcome != LineOutcome.Rejected && unpacked.Message is { Count: > 1 })
                opener.Pending?.AddCompleted(unpacked.Message.Id, frame.Number);

            if (unpacked.IsPending)
                _recorder.AddPending(frame);
            else if (unpacked.Message is not null)
                _recorder.AddMessage(unpacked.Message, unpacked.PartIndex, unpacked.PartCount, verdict, frame);
            else
                _recorder.Add(verdict, frame);
        }

        if (unpacked.IsPending)
            Pending.RejectSurplus(frame.Number);

        return verdict.Outcome == LineOutcome.Event ? ReadStatus.Event : ReadStatus.OtherLine;
    }

    /// <summary>Whether the line is a compressed or split message, or another line before which the decoder stops.</summary>
    private bool DependsOnEarlierLines(scoped in UnpackedLine unpacked)
    {
        // The count of a part with an invalid number is 0, and the part was not opened.
        bool isPart = unpacked.PartCount > 0
            || (_joinsParts && unpacked.Verdict.NotRoutableReason == NotRoutableReason.CompressedOrSplit);
        return isPart || (_stopsAtFaults && unpacked.Verdict.Outcome == LineOutcome.Rejected);
    }

    /// <summary>Opens layer after layer, until the line is an event or there is nothing more to open.</summary>
    private UnpackedLine Unpack(
        PackedLineOpener opener,
        scoped in LineFrame frame,
        LineVerdict verdict,
        IReadOnlyDictionary<string, long>? restoring,
        out EventView view)
    {
        view = default;
        _hasOwnMemory = true;
        var result = new UnpackedLine { Verdict = verdict };
        ReadOnlySpan<byte> json = frame.Line;
        for (int layer = 0; layer < PackedLineOpener.MaxLayers && result.Verdict.Outcome == LineOutcome.NotRoutable; layer++)
        {
            OpenedLayer opened = opener.Open(json, result.Verdict, frame, isInMessage: result.Message is not null, restoring);
            if (opened.PartCount > 0)
                (result.Message, result.PartIndex, result.PartCount) = (opened.Message, opened.PartIndex, opened.PartCount);

            result.IsPending |= opened.IsPending;
            result.Verdict = opened.Verdict;
            if (!opened.IsOpened)
                return result;

            json = opened.Content;
            if (IsBlank(json))
            {
                result.Verdict = LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);
                return result;
            }

            result.Verdict = DecodeContent(opener, json, frame, out view);
        }

        return result;
    }

    private LineVerdict DecodeContent(PackedLineOpener opener, ReadOnlySpan<byte> content, scoped in LineFrame frame, out EventView view)
    {
        view = default;
        LineFaultReason reason = Engine.Locate(content, out LocatedLine located);
        if (reason != LineFaultReason.None)
            return LineVerdict.Rejected(reason);

        if ((located.Traits & MessageTraits.EntityIsObject) != 0)
            content = opener.JoinLines(content);

        var inner = new LineFrame(content, content.Length, frame.Number, frame.Offset, frame.End, isTerminated: true);
        return Complete(inner, ref located, out view);
    }

    /// <summary>The result of unpacking a line.</summary>
    private struct UnpackedLine
    {
        /// <summary>The verdict on the line.</summary>
        public LineVerdict Verdict;

        /// <summary>The message that the line completed or broke. Owned by the caller.</summary>
        public PartialMessage? Message;

        public int PartIndex;
        public int PartCount;

        /// <summary>Whether the line is kept until other parts arrive.</summary>
        public bool IsPending;
    }
}
