using System.Diagnostics.CodeAnalysis;
using System.Text;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>Keeps the parts of split messages until all have arrived, in any order.</summary>
/// <remarks>Bounded by <see cref="ReassemblyOptions"/>. A message that was taken out belongs to the caller.</remarks>
internal sealed class MessageReassembler(ReassemblyOptions options) : IDisposable
{
    private readonly Dictionary<byte[], LinkedListNode<PartialMessage>>.AlternateLookup<ReadOnlySpan<byte>> _byId
        = new Dictionary<byte[], LinkedListNode<PartialMessage>>(MessageIdComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    // Ordered by the arrival of the last part, oldest first.
    private readonly LinkedList<PartialMessage> _byAge = new();
    private readonly RecentIds _completed = new();
    private long _bytes;

    /// <summary>The messages that wait for parts.</summary>
    public IEnumerable<PartialMessage> Messages => _byAge;

    /// <summary>Whether any message waits for parts.</summary>
    public bool HasPending => _byAge.Count > 0;

    /// <summary>The ids of the messages that were completed last, oldest first.</summary>
    public string[] CompletedIds => _completed.ToArray();

    /// <summary>Whether a message was completed recently, so that further parts of it are repeats.</summary>
    public bool IsCompleted(ReadOnlySpan<byte> id) => _completed.Contains(id);

    /// <summary>Records that a message was completed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="number">The number of the line that completed it; 0 if it is unknown.</param>
    public void AddCompleted(byte[] id, long number) => _completed.Add(id, number);

    /// <summary>Finds the pending message with an id.</summary>
    public PartialMessage? Find(ReadOnlySpan<byte> id)
        => _byId.TryGetValue(id, out LinkedListNode<PartialMessage>? node) ? node.Value : null;

    /// <summary>Adds a part that has not arrived before.</summary>
    /// <returns>Its message. A message that is now complete has been taken out.</returns>
    public PartialMessage Add(ReadOnlySpan<byte> id, CompressionKind kind, int index, int count, scoped in LineFrame frame, JsonString text)
    {
        if (_byId.TryGetValue(id, out LinkedListNode<PartialMessage>? node))
        {
            _byAge.Remove(node);
            _byAge.AddLast(node);
        }
        else
        {
            node = _byAge.AddLast(new PartialMessage(id.ToArray(), kind, count));
            _byId.Dictionary.Add(node.Value.Id, node);
            _bytes += node.Value.Bytes;
        }

        PartialMessage message = node.Value;
        _bytes -= message.Bytes;
        message.Add(new PendingPart(index, frame, text));
        _bytes += message.Bytes;
        if (message.IsComplete)
            Take(message);

        return message;
    }

    /// <summary>Takes a message out.</summary>
    public void Take(PartialMessage message)
    {
        if (!_byId.Dictionary.Remove(message.Id, out LinkedListNode<PartialMessage>? node))
            return;

        _byAge.Remove(node);
        _bytes -= message.Bytes;
    }

    /// <summary>Takes out the message that has waited longest, if a limit is exceeded.</summary>
    /// <param name="lineNumber">The number of the current line.</param>
    public PartialMessage? TakeSurplus(long lineNumber)
    {
        bool isTooMuch = _bytes > options.MaxPendingBytes || _byAge.Count > options.MaxPendingMessages;
        bool isTooOld = _byAge.First is not null && lineNumber - _byAge.First.Value.LastLine > options.MaxAgeInLines;
        return isTooMuch || isTooOld ? TakeOldest() : null;
    }

    /// <summary>Takes out the message that has waited longest, if no part of it arrived at or after a line.</summary>
    public PartialMessage? TakeOldest(long before) => _byAge.First?.Value.LastLine < before ? TakeOldest() : null;

    /// <summary>Removes waiting lines, and lines that completed a message, as if they had never arrived.</summary>
    /// <param name="isForgotten">Whether a line is removed, by its number.</param>
    public void Forget(Func<long, bool> isForgotten)
    {
        _completed.Remove(isForgotten);
        foreach (PartialMessage message in _byAge.ToArray())
        {
            _bytes -= message.Bytes;
            message.Remove(isForgotten);
            _bytes += message.Bytes;
            if (message.Received == 0)
                Take(message);
        }

        SortByAge();
    }

    /// <summary>Takes out the message that has waited longest.</summary>
    public PartialMessage? TakeOldest()
    {
        PartialMessage? oldest = _byAge.First?.Value;
        if (oldest is not null)
            Take(oldest);

        return oldest;
    }

    public void Dispose()
    {
        while (TakeOldest() is PartialMessage message)
            message.Dispose();
    }

    private void SortByAge()
    {
        LinkedListNode<PartialMessage>[] nodes = [.. _byId.Dictionary.Values.OrderBy(node => node.Value.LastLine)];
        _byAge.Clear();
        foreach (LinkedListNode<PartialMessage> node in nodes)
            _byAge.AddLast(node);
    }
}

/// <summary>The ids of the messages that were completed last, to recognise parts that are delivered again.</summary>
internal sealed class RecentIds
{
    private const int MaxCount = 4_096;

    private readonly Queue<(byte[] Id, long Number)> _inOrder = new();
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _ids
        = new HashSet<byte[]>(MessageIdComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool Contains(ReadOnlySpan<byte> id) => _ids.Contains(id);

    /// <summary>Copies the ids, oldest first.</summary>
    public string[] ToArray() => [.. _inOrder.Select(message => Encoding.UTF8.GetString(message.Id))];

    /// <param name="id">The id.</param>
    /// <param name="number">The number of the line that completed the message.</param>
    public void Add(byte[] id, long number)
    {
        if (!_ids.Set.Add(id))
            return;

        _inOrder.Enqueue((id, number));
        if (_inOrder.Count > MaxCount)
            _ids.Set.Remove(_inOrder.Dequeue().Id);
    }

    /// <param name="isRemoved">Whether an id is removed, by the number of the line that completed the message.</param>
    public void Remove(Func<long, bool> isRemoved)
    {
        for (int left = _inOrder.Count; left > 0; left--)
        {
            (byte[] id, long number) = _inOrder.Dequeue();
            if (isRemoved(number))
                _ids.Set.Remove(id);
            else
                _inOrder.Enqueue((id, number));
        }
    }
}

/// <summary>Compares ids by their UTF-8 bytes, so that dictionaries can be searched with spans.</summary>
internal sealed class MessageIdComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static MessageIdComparer Instance { get; } = new();

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    // HashCode is seeded per process, so an attacker cannot prepare colliding ids.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
