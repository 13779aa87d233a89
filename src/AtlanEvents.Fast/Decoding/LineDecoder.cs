using System.Runtime.CompilerServices;
using System.Text;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Envelope;
using AtlanEvents.Fast.Envelope.Messages;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Decoding;

/// <summary>Turns framed lines into events: the one place where every line gets its outcome, whoever reads it.</summary>
internal sealed class LineDecoder : IDisposable
{
    // Asked before the engine is, so that the call has one target: the runtime can build that in, whatever other engines ran before.
    private readonly bool _canRecognise;
    private readonly LineLedger _ledger;
    private readonly EnvelopeOpener? _opener;
    private ILineEngine? _engine;

    private readonly FieldText _text = new();

    // Whether an event may be in use whose text, or whose line, was written elsewhere.
    private bool _isWrittenElsewhere;

    /// <param name="options">How lines are read.</param>
    /// <param name="isStream">Whether the lines belong together, so that they can be parts of one message.</param>
    public LineDecoder(EventReaderOptions options, bool isStream)
    {
        Options = options;
        _ledger = new LineLedger(Counts, options.FaultHandler);
        _opener = EnvelopeOpener.Create(options, canWait: isStream);
        _engine = EnginePool.Rent(options);
        Engine = _engine.Kind;
        VectorBits = _engine.VectorBits;
        _canRecognise = _engine.CanRecognise;
    }

    public EventReaderOptions Options { get; }

    public ReadCounts Counts { get; } = new();

    public EventEngine Engine { get; }

    public int VectorBits { get; }

    /// <summary>Whether <see cref="Recycle"/> is due before another line is decoded, since it could take more memory than is allowed.</summary>
    public bool IsFull => _opener is not null && _opener.IsFull;

    /// <summary>What waits for further parts, and what did; nothing if messages are not put together.</summary>
    public MessageReassembler? Messages => _opener?.Pending;

    /// <summary>Goes on as if the lines before this point had been decoded here, but for those from <see cref="ResumePoint.ReadFrom"/> on.</summary>
    public void StartAt(ResumePoint point)
    {
        Counts.StartAt(point.ByteOffset);
        foreach (string id in point.CompletedMessages)
            Messages?.Remember(Encoding.UTF8.GetBytes(id));
    }

    /// <summary>Takes a line before the point that was started at: it says nothing, and keeps the parts of messages that wait there.</summary>
    public void CatchUp(scoped in LineFrame frame, ResumePoint point)
    {
        if (_opener is null || frame.Length > Options.MaxLineBytes || IsBlank(frame.Line) || Rented.Locate(frame.Line, out LocatedLine located) != LineFaultReason.None)
            return;

        _opener.CatchingUpWith = point.PendingMessages;
        LineVerdict verdict = Complete(frame, ref located, out _);
        if (verdict.Outcome == LineOutcome.NotRoutable)
            Open(_opener, frame, verdict, out _);

        if (_opener.IsWaiting)
            Counts.AddPending(point.ByteOffset);

        _opener.Finish();
        _opener.CatchingUpWith = null;
        Recycle();
    }

    /// <summary>Whether there are messages that wait for parts.</summary>
    public bool HasPending => _opener?.Pending is { IsAny: true };

    /// <summary>Decodes and counts a line.</summary>
    /// <returns>Whether it is an event.</returns>
    /// <exception cref="EventFormatException">The line, or the message that it belongs to, was rejected and there is no handler to be told.</exception>
    public bool TryDecode(scoped in LineFrame frame, out EventView view)
    {
        LineVerdict verdict = DecodeJson(frame, out view);
        if (verdict.Outcome == LineOutcome.NotRoutable && _opener is not null)
            return TryOpen(_opener, frame, verdict, out view);

        _ledger.Add(verdict, frame);
        return verdict.Outcome == LineOutcome.Event;
    }

    /// <summary>Rejects the messages that still wait for parts, since no more will come.</summary>
    /// <exception cref="EventFormatException">There is one, and no handler to be told. The next call goes on with the next one.</exception>
    public void GiveUpPending()
    {
        while (_opener?.Pending?.TakeOldest() is PartialMessage message)
        {
            if (GiveUp(message) is EventFormatException e)
                throw e;
        }
    }

    /// <summary>Decodes and counts the line at a position, if the engine recognises it without its being framed first.</summary>
    /// <param name="framer">Takes the line.</param>
    /// <param name="segment">The memory that holds it.</param>
    /// <param name="position">Where it starts; then where the next one starts.</param>
    /// <param name="view">The event.</param>
    /// <param name="isEvent">Whether it is one.</param>
    /// <returns>Whether a line was taken.</returns>
    public bool TryDecodeKnown(LineFramer framer, ReadOnlySpan<byte> segment, scoped ref int position, out EventView view, out bool isEvent)
    {
        Unsafe.SkipInit(out view);
        isEvent = false;
        ref LocatedLine located = ref EventView.LocatedIn(ref view);
        if (!_canRecognise || !framer.IsAtLineStart || !Rented.TryReadLine(segment[position..], out int length, out located) || length > Options.MaxLineBytes)
            return false;

        ReadOnlySpan<byte> line = segment.Slice(position, length);
        if (!MessageClassifier.IsPlainEvent(located, line))
        {
            isEvent = TryCompleteKnown(framer, segment, ref position, length, located, out view);
            return true;
        }

        EventView.Place(ref view, line, framer.NextNumber, framer.NextOffset);
        framer.PassLine(segment, ref position, length);
        Counts.AddFastEvent(framer.NextOffset);
        isEvent = true;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCompleteKnown(
        LineFramer framer,
        ReadOnlySpan<byte> segment,
        scoped ref int position,
        int length,
        LocatedLine located,
        out EventView view)
    {
        LineFrame frame = framer.TakeLine(segment, ref position, length);
        Counts.Add(LinePath.Fast);
        LineVerdict verdict = Complete(frame, ref located, out view);
        _ledger.Add(verdict, frame);
        return verdict.Outcome == LineOutcome.Event;
    }

    /// <summary>Decodes a line by itself. Throws nothing, whatever is in it.</summary>
    public LineVerdict Decode(scoped in LineFrame frame, out EventView view)
    {
        LineVerdict verdict = DecodeJson(frame, out view);
        if (verdict.Outcome != LineOutcome.NotRoutable || _opener is null)
            return verdict;

        verdict = Open(_opener, frame, verdict, out view);
        _opener.Finish();
        return verdict;
    }

    private LineVerdict DecodeJson(scoped in LineFrame frame, out EventView view)
    {
        view = default;
        if (frame.Length > Options.MaxLineBytes)
            return LineVerdict.Rejected(LineFaultReason.LineTooLong);

        if (IsBlank(frame.Line))
            return LineVerdict.Blank;

        LineFaultReason reason = Rented.Locate(frame.Line, out LocatedLine located);
        Counts.Add(located.Path);
        if (reason != LineFaultReason.None)
        {
            bool isCut = reason == LineFaultReason.InvalidJson && !frame.IsTerminated;
            return LineVerdict.Rejected(isCut ? LineFaultReason.Truncated : reason);
        }

        return Complete(frame, ref located, out view);
    }

    /// <summary>Decodes and counts a line that may have an event inside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryOpen(EnvelopeOpener opener, scoped in LineFrame frame, LineVerdict verdict, out EventView view)
    {
        bool isWaiting;
        try
        {
            verdict = Open(opener, frame, verdict, out view);
            opener.Remember(verdict);
            if (verdict.Outcome == LineOutcome.Event)
                Counts.AddUnpacked();

            isWaiting = opener.IsWaiting;
            if (isWaiting)
                _ledger.AddPending(frame);
            else if (opener.Message is PartialMessage message)
                _ledger.Add(message, opener.Part, verdict, frame);
            else
                _ledger.Add(verdict, frame);
        }
        finally
        {
            opener.Finish();
        }

        // Nothing else takes room. Lines of other outcomes change nothing: not every engine brings all of them here.
        if (isWaiting)
            GiveUpSurplus(opener.Pending!, frame.Number);

        return verdict.Outcome == LineOutcome.Event;
    }

    private void GiveUpSurplus(MessageReassembler pending, long lineNumber)
    {
        EventFormatException? first = null;
        while (pending.TakeSurplus(lineNumber) is PartialMessage surplus)
        {
            EventFormatException? e = GiveUp(surplus);
            first ??= e;
        }

        if (first is not null)
            throw first;
    }

    /// <summary>Opens layer after layer, until there is an event or nothing more to open.</summary>
    private LineVerdict Open(EnvelopeOpener opener, scoped in LineFrame frame, LineVerdict verdict, out EventView view)
    {
        view = default;
        _isWrittenElsewhere = true;
        ReadOnlySpan<byte> json = frame.Line;
        for (int layer = 0; layer < EnvelopeOpener.MostLayers && verdict.Outcome == LineOutcome.NotRoutable; layer++)
        {
            if (!opener.TryOpen(json, frame, ref verdict, out ReadOnlySpan<byte> content))
                return verdict;

            if (IsBlank(content))
                return LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);

            verdict = DecodeContent(opener, content, frame, out view);
            json = content;
        }

        return verdict;
    }

    private LineVerdict DecodeContent(EnvelopeOpener opener, ReadOnlySpan<byte> content, scoped in LineFrame frame, out EventView view)
    {
        view = default;
        LineFaultReason reason = Rented.Locate(content, out LocatedLine located);
        if (reason != LineFaultReason.None)
            return LineVerdict.Rejected(reason);

        if ((located.Traits & MessageTraits.EntityIsObject) != 0)
            content = opener.OnOneLine(content);

        var inner = new LineFrame(content, content.Length, frame.Number, frame.Offset, frame.End, isTerminated: true);
        return Complete(inner, ref located, out view);
    }

    private EventFormatException? GiveUp(PartialMessage message)
    {
        using (message)
            return _ledger.GiveUp(message);
    }

    private LineVerdict Complete(scoped in LineFrame frame, scoped ref LocatedLine located, out EventView view)
    {
        ReadOnlySpan<byte> text = default;
        _isWrittenElsewhere |= located.MayHaveEscapes;
        if (located.MayHaveEscapes && !_text.TryUnescape(frame.Line, ref located.Strings, out text))
        {
            view = default;
            return LineVerdict.Rejected(LineFaultReason.InvalidText);
        }

        view = new EventView(frame.Line, frame.Number, frame.Offset, located, text);
        LineVerdict verdict = MessageClassifier.Classify(located.Traits, view.MessageType.Span, view.OperationText.Span);
        if (verdict.Outcome != LineOutcome.Event)
            view = default;

        return verdict;
    }

    /// <summary>Says that no event that was handed out is in use any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Recycle()
    {
        if (!_isWrittenElsewhere)
            return;

        _text.Recycle();
        _opener?.Recycle();
        _isWrittenElsewhere = false;
    }

    public void Dispose()
    {
        _text.Dispose();
        _opener?.Dispose();
        if (_engine is not null)
            EnginePool.Return(_engine);

        _engine = null;
    }

    private ILineEngine Rented => _engine ?? throw new ObjectDisposedException(nameof(EventEnumerator));

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        // Nearly every line starts with its brace.
        if (!line.IsEmpty && line[0] > (byte)' ')
            return false;

        return line.IndexOfAnyExcept(" \t\r\n"u8) < 0;
    }
}
