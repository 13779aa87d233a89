using System.Buffers;
using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Lanes;

/// <summary>An event with owned memory, on its way through a lane.</summary>
internal sealed class QueuedEvent
{
    private byte[] _value = [];
    private byte[]? _unpacked;
    private int _valueLength;
    private int _lineStart;
    private int _lineLength;
    private volatile bool _isHandled;
    private volatile bool _isReleased;

    private QueuedEvent()
    {
    }

    /// <summary>The event, for handlers of records.</summary>
    public EventRecord? Record { get; init; }

    public bool IsStale { get; init; }

    /// <summary>The hash of the guid, which selects the lane.</summary>
    public int Hash { get; init; }

    /// <summary>The number of attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The key of the message.</summary>
    public byte[]? Key { get; set; }

    public Headers? Headers { get; set; }

    /// <summary>The partition and offset of the message. Set before the event enters its lane.</summary>
    public AssignedPartition Partition { get; set; } = null!;

    public long Offset { get; set; }

    public KafkaEventContext Context { get; set; } = null!;

    /// <summary>The other parts, if the message was split.</summary>
    public EventPart[] OtherParts { get; set; } = [];

    /// <summary>Whether the handler accepted the event. Final when it has left its lane.</summary>
    public bool IsHandled => _isHandled;

    /// <summary>Whether the event has left its lane.</summary>
    public bool IsReleased => _isReleased;

    /// <summary>Whether one of its partitions was taken away, so that some of its messages will be read again.</summary>
    public bool IsRevoked => Partition.IsRevoked || OtherParts.Any(part => part.Partition.IsRevoked);

    /// <summary>The bytes of the message.</summary>
    public ReadOnlyMemory<byte> Value => _value.AsMemory(0, _valueLength);

    /// <summary>The JSON of the event.</summary>
    public ReadOnlyMemory<byte> Line => (_unpacked ?? _value).AsMemory(_lineStart, _lineLength);

    /// <summary>The memory in bytes that the event takes.</summary>
    public int Bytes
        => _valueLength + (_unpacked is null ? 0 : _lineLength) + MessageMemory.Of(Key, Headers) + OtherParts.Sum(part => part.Bytes);

    /// <summary>Copies an event.</summary>
    /// <param name="view">The event.</param>
    /// <param name="value">The message, which contains the line of the event unless it was packed.</param>
    /// <param name="hasRecord">Whether the handler takes records.</param>
    /// <param name="isStale">Whether the event is stale.</param>
    public static QueuedEvent Create(in EventView view, ReadOnlySpan<byte> value, bool hasRecord, bool isStale)
    {
        var copy = new QueuedEvent
        {
            Record = hasRecord ? view.ToRecord() : null,
            IsStale = isStale,
            Hash = HashOf(view.Guid.Span),
            _value = ArrayPool<byte>.Shared.Rent(value.Length),
            _valueLength = value.Length,
            _lineLength = view.Line.Length,
        };
        value.CopyTo(copy._value);
        if (value.Overlaps(view.Line, out copy._lineStart))
            return copy;

        copy._lineStart = 0;
        copy._unpacked = ArrayPool<byte>.Shared.Rent(view.Line.Length);
        view.Line.CopyTo(copy._unpacked);
        return copy;
    }

    /// <summary>Counts the event in its partitions, until <see cref="RemoveQueued"/>.</summary>
    public void AddQueued()
    {
        Partition.AddQueued();
        foreach (EventPart part in OtherParts)
            part.Partition.AddQueued();
    }

    /// <summary>Counts the event as finished or skipped.</summary>
    public void RemoveQueued()
    {
        Partition.RemoveQueued();
        foreach (EventPart part in OtherParts)
            part.Partition.RemoveQueued();
    }

    /// <summary>Starts work, if at least one partition of the event is still assigned.</summary>
    /// <param name="entered">The partitions that were; <see cref="Exit"/> takes them.</param>
    /// <remarks>
    /// The event of a split message is handled even if only one of its partitions is left: nobody else could complete the message for
    /// that partition.
    /// </remarks>
    public bool TryEnter(out AssignedPartition[] entered)
    {
        if (OtherParts.Length == 0)
        {
            entered = Partition.TryEnter() ? [Partition] : [];
            return entered.Length > 0;
        }

        entered = [.. OtherParts.Select(part => part.Partition).Append(Partition).Distinct().Where(partition => partition.TryEnter())];
        return entered.Length > 0;
    }

    /// <summary>Ends work.</summary>
    public static void Exit(AssignedPartition[] entered)
    {
        foreach (AssignedPartition partition in entered)
            partition.Exit();
    }

    /// <summary>Marks the offsets as finished.</summary>
    /// <param name="isHandled">Whether the handler accepted the event; otherwise, it is a dead letter.</param>
    public void Complete(bool isHandled)
    {
        _isHandled = isHandled;
        Partition.Offsets.Complete(Offset);
        foreach (EventPart part in OtherParts)
            part.Partition.Offsets.Complete(part.Offset);
    }

    /// <summary>Returns pooled memory.</summary>
    public void Release()
    {
        Context.Release();
        ArrayPool<byte>.Shared.Return(_value);
        if (_unpacked is not null)
            ArrayPool<byte>.Shared.Return(_unpacked);

        (_value, _unpacked, _valueLength, _lineStart, _lineLength) = ([], null, 0, 0, 0);
        _isReleased = true;
    }

    /// <summary>The hash of a guid. Seeded per process, so that nobody can direct all assets to one lane.</summary>
    public static int HashOf(ReadOnlySpan<byte> guid)
    {
        if (guid.IsEmpty)
            return 0;

        var hash = default(HashCode);
        hash.AddBytes(guid);
        return hash.ToHashCode();
    }
}
