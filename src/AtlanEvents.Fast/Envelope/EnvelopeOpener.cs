using System.Text;
using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Envelope.Messages;
using AtlanEvents.Fast.Envelope.Wrappers;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope;

/// <summary>Opens what an event may be packed in, one layer at a time: Atlas's own compressed and split messages, and wrappers.</summary>
/// <remarks>Only lines that are no events come here, so that events pay nothing for it.</remarks>
internal sealed class EnvelopeOpener : IDisposable
{
    /// <summary>How many layers are opened of one line. Atlas packs twice at most, and a wrapper or two may stand around it.</summary>
    public const int MostLayers = 4;

    private const int LongestId = 256;
    private const int LargestKept = 1024 * 1024;
    private const int LongestSpelling = LongestId * JsonText.LongestEscape;

    private readonly ReassemblyOptions? _reassembly;
    private readonly EventWrappers _wrappers;
    private readonly bool _rejectsDuplicates;
    private readonly Arena _contents = new();

    private EnvelopeOpener(EventReaderOptions options, bool canWait)
    {
        _reassembly = options.Reassembly;
        _wrappers = options.Unwrap;
        _rejectsDuplicates = options.DuplicateFields == DuplicateFieldPolicy.Reject;
        Pending = canWait && _reassembly is not null ? new MessageReassembler(_reassembly) : null;
    }

    /// <summary>Of a point that is caught up with, the messages that wait there, by id, with the number of the line that had the first part. No others are kept.</summary>
    public IReadOnlyDictionary<string, long>? CatchingUpWith { get; set; }

    /// <summary>What waits for further parts; nothing if lines are read one by one.</summary>
    public MessageReassembler? Pending { get; }

    /// <summary>The message that the line completed, or showed to be broken.</summary>
    public PartialMessage? Message { get; private set; }

    /// <summary>Which part of how many the line says that it is.</summary>
    public (int Index, int Count) Part { get; private set; }

    /// <summary>Whether the line is kept until other parts come.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether so much was opened since <see cref="Recycle"/> that this is due before more is.</summary>
    public bool IsFull => _contents.ClosedLength > (_reassembly ?? ReassemblyOptions.Default).MaxMessageBytes;

    /// <param name="options">What is to be opened.</param>
    /// <param name="canWait">Whether lines that come later can be parts of the same message.</param>
    /// <returns>Nothing, if nothing is to be opened.</returns>
    public static EnvelopeOpener? Create(EventReaderOptions options, bool canWait)
        => options.Reassembly is null && options.Unwrap == EventWrappers.None ? null : new EnvelopeOpener(options, canWait);

    /// <summary>Opens one layer.</summary>
    /// <param name="json">The line, or what was in the layer before.</param>
    /// <param name="frame">The line.</param>
    /// <param name="verdict">What it is; then, if nothing was opened, what the line is.</param>
    /// <param name="content">What is inside.</param>
    /// <returns>Whether something was opened.</returns>
    public bool TryOpen(ReadOnlySpan<byte> json, scoped in LineFrame frame, scoped ref LineVerdict verdict, out ReadOnlySpan<byte> content)
    {
        content = default;
        return verdict.NotRoutableReason switch
        {
            NotRoutableReason.CompressedOrSplit when _reassembly is not null => TryOpenMessage(json, frame, _reassembly, ref verdict, out content),
            NotRoutableReason.NotAnEvent when _wrappers != EventWrappers.None => TryUnwrap(json, ref verdict, out content),
            _ => false,
        };
    }

    /// <summary>Makes a line of JSON that was accepted: newlines, which can only stand between its tokens, become spaces.</summary>
    public ReadOnlySpan<byte> OnOneLine(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\n'))
            return content;

        content.Replace(_contents.Reserve(content.Length), (byte)'\n', (byte)' ');
        _contents.Commit(content.Length);
        return _contents.Close();
    }

    /// <summary>Notes what became of the line: of a message that was read, what comes again is a repeat.</summary>
    /// <remarks>One that was rejected may come again, and be whole then.</remarks>
    public void Remember(LineVerdict verdict)
    {
        if (verdict.Outcome != LineOutcome.Rejected && Message is { Count: > 1 })
            Pending?.Remember(Message.Id);
    }

    /// <summary>Lets go of the line.</summary>
    public void Finish()
    {
        Message?.Dispose();
        Message = null;
        IsWaiting = false;
    }

    /// <summary>Says that nothing that was opened is in use any more.</summary>
    public void Recycle()
    {
        // What one large message took is not kept for the small ones that follow.
        if (_contents.ClosedLength > LargestKept)
            _contents.Dispose();
        else
            _contents.Recycle();
    }

    public void Dispose()
    {
        Finish();
        _contents.Dispose();
        Pending?.Dispose();
    }

    private bool TryUnwrap(ReadOnlySpan<byte> json, scoped ref LineVerdict verdict, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!WrapperReader.TryRead(json, _wrappers, out WrappedValue value, out bool isAmbiguous))
            return false;

        LineFaultReason reason = isAmbiguous && _rejectsDuplicates
            ? LineFaultReason.DuplicateField
            : WrapperOpener.Open(value, _contents, out content);
        if (reason != LineFaultReason.None)
            verdict = LineVerdict.Rejected(reason);

        return reason == LineFaultReason.None && !content.IsEmpty;
    }

    private bool TryOpenMessage(
        ReadOnlySpan<byte> json,
        scoped in LineFrame frame,
        ReassemblyOptions limits,
        scoped ref LineVerdict verdict,
        out ReadOnlySpan<byte> content)
    {
        content = default;
        MessageHeader header = MessageHeader.Read(json);
        if (header.Kind == CompressionKind.Unknown)
            return false;

        if (!header.IsSplit && header.Kind == CompressionKind.None)
        {
            // It is neither, but something else that has a text for a message.
            verdict = LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);
            return false;
        }

        if (Message is null)
            Part = header.IsSplit ? (header.Index, header.Count) : (0, 1);

        PartialMessage? whole = header.IsSplit ? Reassemble(header, frame, limits, ref verdict) : Single(header, frame);
        if (whole is null)
            return false;

        LineFaultReason reason = MessageContent.Decode(whole.Text, whole.Kind, limits.MaxMessageBytes, _contents);
        if (Message is null)
            Message = whole;
        else
            whole.Dispose();

        if (reason != LineFaultReason.None)
        {
            verdict = LineVerdict.Rejected(reason);
            return false;
        }

        content = _contents.Close();
        return true;
    }

    private static PartialMessage Single(MessageHeader header, scoped in LineFrame frame)
    {
        Span<byte> id = stackalloc byte[LongestSpelling];
        id = TryReadId(header, id, out int length) ? id[..length] : default;
        var message = new PartialMessage(id.ToArray(), header.Kind, count: 1);
        message.Add(new HeldPart(index: 0, frame, header.Text));
        return message;
    }

    /// <summary>Adds a part to its message.</summary>
    /// <returns>The message, if that completes it. If not, <paramref name="verdict"/> says what becomes of the line.</returns>
    private PartialMessage? Reassemble(MessageHeader header, scoped in LineFrame frame, ReassemblyOptions limits, scoped ref LineVerdict verdict)
    {
        // What was inside a message is no part of another.
        if (Pending is null || Message is not null)
            return null;

        Span<byte> id = stackalloc byte[LongestSpelling];
        if (header.Count < 1 || header.Index < 0 || header.Index >= header.Count || !TryReadId(header, id, out int length))
        {
            verdict = LineVerdict.Rejected(LineFaultReason.InvalidPart);
            return null;
        }

        if (header.Count > limits.MaxParts)
        {
            verdict = LineVerdict.Rejected(LineFaultReason.MessageTooLarge);
            return null;
        }

        id = id[..length];
        verdict = LineVerdict.NotRoutable(NotRoutableReason.MessagePart);
        if (CatchingUpWith is null ? Pending.IsCompleted(id) : !IsWaitingThere(CatchingUpWith, id, frame.Number))
            return null;

        if (Pending.Find(id) is PartialMessage known && (!IsOf(known, header) || known[header.Index] is not null))
        {
            if (IsOf(known, header) && header.Text.Equals(known[header.Index]!.Text.Span))
                return null;

            Pending.Take(known);
            Message = known;
            verdict = LineVerdict.Rejected(LineFaultReason.ConflictingParts);
            return null;
        }

        PartialMessage message = Pending.Add(id, header.Kind, header.Index, header.Count, frame, header.Text);
        IsWaiting = !message.IsComplete;
        return message.IsComplete ? message : null;
    }

    private static bool IsWaitingThere(IReadOnlyDictionary<string, long> messages, ReadOnlySpan<byte> id, long line)
        => messages.TryGetValue(Encoding.UTF8.GetString(id), out long firstLine) && line >= firstLine;

    private static bool TryReadId(MessageHeader header, Span<byte> id, out int length)
        => header.Id.TryCopyTo(id, out length) && length is > 0 and <= LongestId;

    private static bool IsOf(PartialMessage message, MessageHeader header) => message.Kind == header.Kind && message.Count == header.Count;
}
