using System.Text;

namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>The ids of the messages that were put together last, so that a part that is delivered again is known for what it is.</summary>
internal sealed class RecentIds
{
    private const int Most = 4_096;

    private readonly Queue<byte[]> _inOrder = new();
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _ids
        = new HashSet<byte[]>(MessageIdComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool Contains(ReadOnlySpan<byte> id) => _ids.Contains(id);

    /// <summary>All of them, oldest first.</summary>
    public string[] ToArray() => [.. _inOrder.Select(Encoding.UTF8.GetString)];

    public void Add(byte[] id)
    {
        if (!_ids.Set.Add(id))
            return;

        _inOrder.Enqueue(id);
        if (_inOrder.Count > Most)
            _ids.Set.Remove(_inOrder.Dequeue());
    }
}
