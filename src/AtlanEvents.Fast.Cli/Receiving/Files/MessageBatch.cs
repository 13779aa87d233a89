namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>Messages that are written and synced together, one on each line.</summary>
internal sealed class MessageBatch
{
    private const int MaxRetainedBytes = 4 * 1024 * 1024;

    // The requests continue on other threads than the one that writes.
    private TaskCompletionSource _done = NewSource();
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public bool IsEmpty => _length == 0;

    public ReadOnlySpan<byte> Lines => _buffer.AsSpan(0, _length);

    /// <summary>Completes when the batch is synced, or fails.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether the message can be added.</summary>
    public bool HasRoomFor(int length) => (long)_length + length < Array.MaxLength;

    /// <summary>Adds a message as one line.</summary>
    /// <param name="message">JSON, which may be pretty-printed over several lines.</param>
    public void Add(ReadOnlySpan<byte> message)
    {
        int needed = _length + message.Length + 1;
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));

        Span<byte> line = _buffer.AsSpan(_length, message.Length);
        message.CopyTo(line);

        // JSON allows line breaks only between tokens, where spaces mean the same.
        if (line.ContainsAny((byte)'\n', (byte)'\r'))
        {
            line.Replace((byte)'\n', (byte)' ');
            line.Replace((byte)'\r', (byte)' ');
        }

        _buffer[needed - 1] = (byte)'\n';
        _length = needed;
    }

    /// <summary>Tells all who wait that the batch is synced, or why it is not.</summary>
    public void Complete(Exception? failure)
    {
        if (failure is null)
            _done.SetResult();
        else
            _done.SetException(failure);
    }

    /// <summary>Empties the batch, to be filled again.</summary>
    public void Reset()
    {
        _length = 0;
        _done = NewSource();
        if (_buffer.Length > MaxRetainedBytes)
            _buffer = new byte[MaxRetainedBytes];
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
