using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>Keeps the parts of split messages until they are all there, in whatever order they come.</summary>
/// <remarks>Bounded in every way: see <see cref="ReassemblyOptions"/>. What it gives out belongs to whoever takes it.</remarks>
internal sealed class MessageReassembler(ReassemblyOptions options) : IDisposable
{
    private readonly Dictionary<byte[], LinkedListNode<PartialMessage>>.AlternateLookup<ReadOnlySpan<byte>> _byId
        = new Dictionary<byte[], LinkedListNode<PartialMessage>>(MessageIdComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    // The one whose last part came first is the first.
    private readonly LinkedList<PartialMessage> _byAge = new();
    private readonly RecentIds _completed = new();
    private long _bytes;

    /// <summary>The messages that wait for parts.</summary>
    public IEnumerable<PartialMessage> Messages => _byAge;

    /// <summary>Whether there is one.</summary>
    public bool IsAny => _byAge.Count > 0;

    /// <summary>The ids of the messages that were put together last, oldest first.</summary>
    public string[] CompletedIds => _completed.ToArray();

    /// <summary>Whether this message was put together not long ago, so that what comes of it is a repeat.</summary>
    public bool IsCompleted(ReadOnlySpan<byte> id) => _completed.Contains(id);

    /// <summary>Notes that a message was put together.</summary>
    public void Remember(byte[] id) => _completed.Add(id);

    /// <summary>The message with this id, if parts of it have come.</summary>
    public PartialMessage? Find(ReadOnlySpan<byte> id) => _byId.TryGetValue(id, out LinkedListNode<PartialMessage>? node) ? node.Value : null;

    /// <summary>Adds a part that was not there before.</summary>
    /// <returns>Its message. One that is complete now is not kept any more.</returns>
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
        message.Add(new HeldPart(index, frame, text));
        _bytes += message.Bytes;
        if (message.IsComplete)
            Take(message);

        return message;
    }

    /// <summary>Takes a message out: it is not kept any more.</summary>
    public void Take(PartialMessage message)
    {
        if (!_byId.Dictionary.Remove(message.Id, out LinkedListNode<PartialMessage>? node))
            return;

        _byAge.Remove(node);
        _bytes -= message.Bytes;
    }

    /// <summary>Takes a message out for which there is no room any more, or that is too old; the one that waited longest first.</summary>
    /// <param name="lineNumber">Where the input is.</param>
    public PartialMessage? TakeSurplus(long lineNumber)
    {
        bool isTooMuch = _bytes > options.MaxPendingBytes || _byAge.Count > options.MaxPendingMessages;
        bool isTooOld = _byAge.First is not null && lineNumber - _byAge.First.Value.LastLine > options.MaxAgeInLines;
        return isTooMuch || isTooOld ? TakeOldest() : null;
    }

    /// <summary>Takes out the message that waited longest.</summary>
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
}
