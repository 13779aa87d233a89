using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Packing.Messages;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Decoding;

/// <summary>Counts the outcome of every line and reports rejected lines, alone or together with their message.</summary>
/// <param name="counts">Receives the counts.</param>
/// <param name="handler">Receives rejected lines. If null, the first rejected line throws, after the counts are updated.</param>
/// <param name="observer">Receives the outcomes that the handler does not, if any.</param>
internal sealed class OutcomeRecorder(ReadCounts counts, LineFaultHandler? handler, IOutcomeObserver? observer = null)
{
    /// <summary>Records a line.</summary>
    /// <exception cref="EventFormatException">The line was rejected, and there is no handler.</exception>
    public void Add(LineVerdict verdict, scoped in LineFrame frame)
    {
        counts.Add(verdict, frame.End);
        observer?.OnRead(verdict);
        if (verdict.Outcome == LineOutcome.Rejected)
            Report(verdict.FaultReason, frame, default);
    }

    /// <summary>Records a line that is kept until other parts of its message arrive.</summary>
    public void AddPending(scoped in LineFrame frame)
    {
        counts.AddPending(frame.End);
        observer?.OnPending();
    }

    /// <summary>Records a line that completed or broke a message, and the pending lines of that message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="partIndex">The part's index that the line claims.</param>
    /// <param name="partCount">The number of parts that the line claims.</param>
    /// <param name="verdict">The verdict on the line.</param>
    /// <param name="frame">The line.</param>
    /// <exception cref="EventFormatException">The message was rejected, and there is no handler.</exception>
    public void AddMessage(PartialMessage message, int partIndex, int partCount, LineVerdict verdict, scoped in LineFrame frame)
    {
        counts.Add(verdict, frame.End);
        observer?.OnRead(verdict);
        bool isRejected = verdict.Outcome == LineOutcome.Rejected;
        Settle(message, isRejected ? verdict : LineVerdict.NotRoutable(NotRoutableReason.MessagePart), exceptLine: frame.Number);
        if (isRejected)
            Report(verdict.FaultReason, frame, new MessagePart(message.Id, partIndex, partCount));
    }

    /// <summary>Rejects the pending lines of a message whose other parts will not arrive.</summary>
    /// <returns>The exception to throw if there is no handler; otherwise <see langword="null"/>.</returns>
    public EventFormatException? Reject(PartialMessage message)
    {
        const LineFaultReason Reason = LineFaultReason.IncompleteMessage;

        Settle(message, LineVerdict.Rejected(Reason), exceptLine: 0);
        PendingPart first = message.Parts.First();
        return handler is null ? ThrowHelper.CreateRejected(Reason, first.Number, first.Offset, first.Line.Length) : null;
    }

    private void Settle(PartialMessage message, LineVerdict verdict, long exceptLine)
    {
        PendingPart[] parts = [.. message.Parts.Where(part => part.Number != exceptLine)];
        foreach (PendingPart _ in parts)
            counts.SettlePending(verdict);

        if (verdict.Outcome != LineOutcome.Rejected)
        {
            foreach (PendingPart part in parts)
                observer?.OnJoined(part.Number, part.Line);

            return;
        }

        if (handler is null)
            return;

        foreach (PendingPart part in parts)
        {
            var identity = new MessagePart(message.Id, part.Index, message.Count);
            handler(new LineFault(verdict.FaultReason, part.Number, part.Offset, part.Line.Length, part.Line, identity));
        }
    }

    private void Report(LineFaultReason reason, scoped in LineFrame frame, MessagePart part)
    {
        if (handler is null)
            ThrowHelper.ThrowRejected(reason, frame.Number, frame.Offset, frame.Length);

        handler(new LineFault(reason, frame.Number, frame.Offset, frame.Length, frame.Line, part));
    }
}
