using AtlanEvents.Fast.Envelope.Messages;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Decoding;

/// <summary>Keeps the counts, and tells of lines that are rejected: by themselves, or with the message that they are a part of.</summary>
/// <param name="counts">What is counted in.</param>
/// <param name="handler">Who is told. Without one the first rejected line is an exception, when all have been counted.</param>
internal sealed class LineLedger(ReadCounts counts, LineFaultHandler? handler)
{
    /// <summary>Enters a line.</summary>
    /// <exception cref="EventFormatException">It was rejected, and there is no handler to be told.</exception>
    public void Add(LineVerdict verdict, scoped in LineFrame frame)
    {
        counts.Add(verdict, frame.End);
        if (verdict.Outcome == LineOutcome.Rejected)
            Report(verdict.FaultReason, frame, default);
    }

    /// <summary>Enters a line that is kept until other parts of its message come.</summary>
    public void AddPending(scoped in LineFrame frame) => counts.AddPending(frame.End);

    /// <summary>Enters a line that is a part of a message, and with it those parts that were pending.</summary>
    /// <param name="message">The message, which the line completed or showed to be broken.</param>
    /// <param name="part">Which part of how many the line says that it is.</param>
    /// <param name="verdict">What the line is.</param>
    /// <param name="frame">The line.</param>
    /// <exception cref="EventFormatException">The message was rejected, and there is no handler to be told.</exception>
    public void Add(PartialMessage message, (int Index, int Count) part, LineVerdict verdict, scoped in LineFrame frame)
    {
        counts.Add(verdict, frame.End);
        bool isRejected = verdict.Outcome == LineOutcome.Rejected;
        LineVerdict verdictOfOthers = isRejected ? verdict : LineVerdict.NotRoutable(NotRoutableReason.MessagePart);
        Settle(message, verdictOfOthers, exceptLine: frame.Number);
        if (isRejected)
            Report(verdict.FaultReason, frame, new MessagePart(message.Id, part.Index, part.Count));
    }

    /// <summary>Rejects a message whose other parts are not waited for any more.</summary>
    /// <returns>What is to be thrown once all is in order, if there is no handler to be told.</returns>
    public EventFormatException? GiveUp(PartialMessage message)
    {
        const LineFaultReason Reason = LineFaultReason.IncompleteMessage;
        Settle(message, LineVerdict.Rejected(Reason), exceptLine: 0);
        HeldPart first = message.Parts.First();
        return handler is null ? ThrowHelper.Rejected(Reason, first.Number, first.Offset, first.Line.Length) : null;
    }

    private void Settle(PartialMessage message, LineVerdict verdict, long exceptLine)
    {
        foreach (HeldPart part in message.Parts)
        {
            if (part.Number != exceptLine)
                counts.SettlePending(verdict);
        }

        if (verdict.Outcome != LineOutcome.Rejected || handler is null)
            return;

        foreach (HeldPart part in message.Parts)
        {
            if (part.Number != exceptLine)
                handler(FaultOf(message, part, verdict.FaultReason));
        }
    }

    private static LineFault FaultOf(PartialMessage message, HeldPart part, LineFaultReason reason)
        => new(reason, part.Number, part.Offset, part.Line.Length, part.Line, new MessagePart(message.Id, part.Index, message.Count));

    private void Report(LineFaultReason reason, scoped in LineFrame frame, MessagePart part)
    {
        if (handler is null)
            ThrowHelper.ThrowRejected(reason, frame.Number, frame.Offset, frame.Length);

        handler(new LineFault(reason, frame.Number, frame.Offset, frame.Length, frame.Line, part));
    }
}
