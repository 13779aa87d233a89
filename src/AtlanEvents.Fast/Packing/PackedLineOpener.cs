using System.Text;
using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;
using AtlanEvents.Fast.Packing.Messages;
using AtlanEvents.Fast.Packing.Wrappers;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Packing;

/// <summary>The result of opening one layer of a line.</summary>
internal ref struct OpenedLayer
{
    /// <summary>The verdict on the line if the layer was not opened.</summary>
    public LineVerdict Verdict;

    /// <summary>Whether the layer was opened.</summary>
    public bool IsOpened;

    /// <summary>The content of the layer, valid until <see cref="PackedLineOpener.Recycle"/>.</summary>
    public ReadOnlySpan<byte> Content;

    /// <summary>The message that the line completed or broke, to be disposed of by the caller.</summary>
    public PartialMessage? Message;

    /// <summary>The part's index that the line claims.</summary>
    public int PartIndex;

    /// <summary>The number of parts that the line claims; 0 if the layer is not a message, or is inside one.</summary>
    public int PartCount;

    /// <summary>Whether the line is kept until other parts arrive.</summary>
    public bool IsPending;
}

/// <summary>Opens what an event may be packed in, one layer at a time: Atlas's compressed and split messages, and wrappers.</summary>
/// <remarks>Only lines that are not events are opened, so events pay nothing for it.</remarks>
internal sealed class PackedLineOpener : IDisposable
{
    /// <summary>The maximum number of layers. Atlas packs at most twice, and a transport may add a wrapper or two.</summary>
    public const int MaxLayers = 4;

    private const int MaxIdLength = 256;
    private const int MaxRetainedBytes = 1024 * 1024;
    private const int MaxIdSpelling = MaxIdLength * JsonText.MaxEscapeLength;

    private readonly ReassemblyOptions? _reassembly;
    private readonly EventWrappers _wrappers;
    private readonly bool _allowDuplicateFields;
    private readonly Arena _contents = new();

    private PackedLineOpener(EventReaderOptions options, bool canWait)
    {
        _reassembly = options.Reassembly;
        _wrappers = options.Unwrap;
        _allowDuplicateFields = options.AllowDuplicateFields;
        Pending = canWait && _reassembly is not null ? new MessageReassembler(_reassembly) : null;
    }

    /// <summary>The messages that wait for parts; <see langword="null"/> if each line is read by itself.</summary>
    public MessageReassembler? Pending { get; }

    /// <summary>Whether opened content exceeds the memory limit, so that <see cref="Recycle"/> is required before opening more.</summary>
    public bool IsFull => _contents.ClosedLength > (_reassembly ?? ReassemblyOptions.Default).MaxMessageBytes;

    /// <summary>Creates an opener.</summary>
    /// <param name="options">What to open.</param>
    /// <param name="canWait">Whether later lines can be parts of the same message.</param>
    /// <returns><see langword="null"/> if the options open nothing.</returns>
    public static PackedLineOpener? Create(EventReaderOptions options, bool canWait)
        => options.Reassembly is null && options.Unwrap == EventWrappers.None ? null : new PackedLineOpener(options, canWait);

    /// <summary>Opens one layer.</summary>
    /// <param name="json">The line, or the content of the layer before.</param>
    /// <param name="verdict">The verdict on <paramref name="json"/>.</param>
    /// <param name="frame">The line.</param>
    /// <param name="isInMessage">Whether an outer layer was a message. A message inside a message cannot be split.</param>
    /// <param name="restoring">
    /// When lines before a resume point are read again: the ids of the messages that were pending there, with the line number of
    /// the first part. No other parts are kept.
    /// </param>
    public OpenedLayer Open(
        ReadOnlySpan<byte> json,
        LineVerdict verdict,
        scoped in LineFrame frame,
        bool isInMessage,
        IReadOnlyDictionary<string, long>? restoring) => verdict.NotRoutableReason switch
        {
            NotRoutableReason.CompressedOrSplit when _reassembly is not null
                => OpenMessage(json, verdict, frame, _reassembly, isInMessage, restoring),
            NotRoutableReason.NotAnEvent when _wrappers != EventWrappers.None => OpenWrapper(json, verdict),
            _ => new OpenedLayer { Verdict = verdict },
        };

    /// <summary>Replaces the newlines in accepted JSON, which can only be between tokens, by spaces.</summary>
    public ReadOnlySpan<byte> JoinLines(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\n'))
            return content;

        content.Replace(_contents.Reserve(content.Length), (byte)'\n', (byte)' ');
        _contents.Commit(content.Length);
        return _contents.Close();
    }

    /// <summary>Invalidates all content returned so far and reuses its memory.</summary>
    public void Recycle()
    {
        // Do not keep the memory of a large message, accepted or rejected, for the small ones that follow.
        if (_contents.ClosedLength > MaxRetainedBytes || _contents.RetainedBytes > 2 * MaxRetainedBytes)
            _contents.Dispose();
        else
            _contents.Recycle();
    }

    public void Dispose()
    {
        _contents.Dispose();
        Pending?.Dispose();
    }

    private OpenedLayer OpenWrapper(ReadOnlySpan<byte> json, LineVerdict verdict)
    {
        if (!WrapperReader.TryRead(json, _wrappers, out WrappedValue value, out bool isAmbiguous))
            return new OpenedLayer { Verdict = verdict };

        if (isAmbiguous && !_allowDuplicateFields)
            return new OpenedLayer { Verdict = LineVerdict.Rejected(LineFaultReason.DuplicateField) };

        LineFaultReason reason = WrapperOpener.Open(value, _contents, out ReadOnlySpan<byte> content);
        if (reason != LineFaultReason.None)
            return new OpenedLayer { Verdict = LineVerdict.Rejected(reason) };

        return new OpenedLayer { Verdict = verdict, IsOpened = !content.IsEmpty, Content = content };
    }

    private OpenedLayer OpenMessage(
        ReadOnlySpan<byte> json,
        LineVerdict verdict,
        scoped in LineFrame frame,
        ReassemblyOptions limits,
        bool isInMessage,
        IReadOnlyDictionary<string, long>? restoring)
    {
        MessageHeader header = MessageHeader.Read(json);
        if (header.Kind == CompressionKind.Unknown)
            return new OpenedLayer { Verdict = verdict };

        // Neither compressed nor split: something else whose message is a string.
        if (!header.IsSplit && header.Kind == CompressionKind.None)
            return new OpenedLayer { Verdict = LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent) };

        OpenedLayer layer = header.IsSplit
            ? AddPart(header, verdict, frame, limits, isInMessage, restoring)
            : new OpenedLayer { Verdict = verdict, Message = CreateSingle(header, frame), PartCount = 1 };
        if (layer.Message is { IsComplete: true } message && layer.Verdict.Outcome != LineOutcome.Rejected)
            Decode(message, limits, ref layer);

        if (!isInMessage)
            return layer;

        layer.Message?.Dispose();
        layer.Message = null;
        layer.PartCount = 0;
        return layer;
    }

    private void Decode(PartialMessage message, ReassemblyOptions limits, ref OpenedLayer layer)
    {
        LineFaultReason reason = MessageContent.Decode(message.Text, message.Kind, limits.MaxMessageBytes, _contents);
        if (reason != LineFaultReason.None)
        {
            layer.Verdict = LineVerdict.Rejected(reason);
            return;
        }

        layer.IsOpened = true;
        layer.Content = _contents.Close();
    }

    private static PartialMessage CreateSingle(MessageHeader header, scoped in LineFrame frame)
    {
        Span<byte> id = stackalloc byte[MaxIdSpelling];
        id = TryReadId(header, id, out int length) ? id[..length] : default;
        var message = new PartialMessage(id.ToArray(), header.Kind, count: 1);
        message.Add(new PendingPart(index: 0, frame, header.Text));
        return message;
    }

    /// <summary>Adds a part to its message.</summary>
    private OpenedLayer AddPart(
        MessageHeader header,
        LineVerdict verdict,
        scoped in LineFrame frame,
        ReassemblyOptions limits,
        bool isInMessage,
        IReadOnlyDictionary<string, long>? restoring)
    {
        var layer = new OpenedLayer { Verdict = verdict, PartIndex = header.Index, PartCount = header.Count };
        if (Pending is null || isInMessage)
            return layer;

        Span<byte> id = stackalloc byte[MaxIdSpelling];
        if (header.Count < 1 || header.Index < 0 || header.Index >= header.Count || !TryReadId(header, id, out int length))
        {
            layer.Verdict = LineVerdict.Rejected(LineFaultReason.InvalidPart);
            return layer;
        }

        if (header.Count > limits.MaxParts)
        {
            layer.Verdict = LineVerdict.Rejected(LineFaultReason.MessageTooLarge);
            return layer;
        }

        id = id[..length];
        layer.Verdict = LineVerdict.NotRoutable(NotRoutableReason.MessagePart);
        if (restoring is null ? Pending.IsCompleted(id) : !WasPending(restoring, id, frame.Number))
            return layer;

        if (Pending.Find(id) is PartialMessage known && (!BelongsTo(known, header) || known[header.Index] is not null))
        {
            // A repeated part does no harm.
            if (BelongsTo(known, header) && header.Text.Equals(known[header.Index]!.Text.Span))
                return layer;

            Pending.Take(known);
            layer.Message = known;
            layer.Verdict = LineVerdict.Rejected(LineFaultReason.ConflictingParts);
            return layer;
        }

        PartialMessage message = Pending.Add(id, header.Kind, header.Index, header.Count, frame, header.Text);
        layer.IsPending = !message.IsComplete;
        layer.Message = message.IsComplete ? message : null;
        return layer;
    }

    private static bool WasPending(IReadOnlyDictionary<string, long> messages, ReadOnlySpan<byte> id, long line)
        => messages.TryGetValue(Encoding.UTF8.GetString(id), out long firstLine) && line >= firstLine;

    private static bool TryReadId(MessageHeader header, Span<byte> id, out int length)
        => header.Id.TryCopyTo(id, out length) && length is > 0 and <= MaxIdLength;

    private static bool BelongsTo(PartialMessage message, MessageHeader header)
        => message.Kind == header.Kind && message.Count == header.Count;
}
