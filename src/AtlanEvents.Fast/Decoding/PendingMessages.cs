using System.Text;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Packing.Messages;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Decoding;

/// <summary>The messages of a decoder that wait for parts: how they are given up, and how another decoder gets them.</summary>
/// <param name="messages">The messages; <see langword="null"/> if messages are not reassembled.</param>
/// <param name="recorder">Receives the messages that are given up.</param>
/// <param name="counts">The counts of the decoder.</param>
internal sealed class PendingMessages(MessageReassembler? messages, OutcomeRecorder recorder, ReadCounts counts)
{
    /// <summary>Whether any message waits for parts.</summary>
    public bool HasAny => messages is { HasPending: true };

    /// <summary>The number of messages that wait for parts.</summary>
    public int Count => messages?.Messages.Count() ?? 0;

    /// <summary>The number of their lines.</summary>
    public int Lines => messages?.Messages.Sum(message => message.Received) ?? 0;

    /// <summary>Creates the point from which another decoder can continue.</summary>
    /// <param name="nextOffset">The offset of the next line.</param>
    /// <param name="linesBefore">The number of lines before it.</param>
    public ResumePoint GetResumePoint(long nextOffset, long linesBefore)
    {
        PartialMessage[] pending = [.. messages?.Messages ?? []];
        PendingPart? first = pending.Select(message => message.First).MinBy(part => part!.Number);
        return new ResumePoint
        {
            ByteOffset = nextOffset,
            LinesBefore = linesBefore,
            ReadFrom = first?.Offset ?? nextOffset,
            ReadFromLinesBefore = first is null ? linesBefore : first.Number - 1,
            PendingMessages = pending.ToDictionary(message => Encoding.UTF8.GetString(message.Id), message => message.First!.Number),
            CompletedMessages = messages?.CompletedIds ?? [],
        };
    }

    /// <summary>Continues at a point. <see cref="LineDecoder.Restore"/> restores what was pending there.</summary>
    public void Resume(ResumePoint point)
    {
        counts.StartAt(point.ByteOffset);
        foreach (string id in point.CompletedMessages)
            messages?.AddCompleted(Encoding.UTF8.GetBytes(id), number: 0);
    }

    /// <summary>Rejects the messages, unless a part arrived at or after a line.</summary>
    /// <param name="before">The number of the line; by default, all messages are rejected.</param>
    /// <exception cref="EventFormatException">There is one, and no fault handler. The next call continues with the next one.</exception>
    public void Reject(long before = long.MaxValue)
    {
        while (messages?.TakeOldest(before) is PartialMessage message)
        {
            if (Reject(message) is EventFormatException exception)
                throw exception;
        }
    }

    /// <summary>Rejects the messages that exceed a limit.</summary>
    /// <param name="lineNumber">The number of the current line.</param>
    /// <exception cref="EventFormatException">There is one, and no fault handler.</exception>
    public void RejectSurplus(long lineNumber)
    {
        EventFormatException? first = null;
        while (messages?.TakeSurplus(lineNumber) is PartialMessage message)
        {
            EventFormatException? exception = Reject(message);
            first ??= exception;
        }

        if (first is not null)
            throw first;
    }

    /// <summary>Removes waiting lines, and lines that completed a message, as if they had never arrived.</summary>
    /// <param name="isForgotten">Whether a line is removed, by its number.</param>
    public void Forget(Func<long, bool> isForgotten) => messages?.Forget(isForgotten);

    private EventFormatException? Reject(PartialMessage message)
    {
        using (message)
            return recorder.Reject(message);
    }
}
