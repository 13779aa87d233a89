namespace AtlanEvents.Fast.Kafka.Topics;

/// <summary>Keeps the value of the current message in a buffer, so that nothing is allocated per message.</summary>
internal sealed class MessageValue : IDeserializer<Ignore>
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    /// <summary>The value; empty if the message has none.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public Ignore Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (_buffer.Length < data.Length)
            _buffer = new byte[Math.Max(data.Length, 2 * _buffer.Length)];

        data.CopyTo(_buffer);
        _length = data.Length;
        return null!;
    }
}
