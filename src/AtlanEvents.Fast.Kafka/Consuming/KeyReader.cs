namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Keeps the key of the current message in a buffer, so that keys are copied only for messages that need them.</summary>
/// <remarks>The client reads the key of a message before its value.</remarks>
internal sealed class KeyReader : IDeserializer<Ignore>
{
    private byte[] _buffer = new byte[64];
    private int _length = -1;

    /// <summary>Copies the key of the current message; <see langword="null"/> if it has none.</summary>
    public byte[]? Copy() => _length < 0 ? null : _buffer.AsSpan(0, _length).ToArray();

    public Ignore Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        _length = isNull ? -1 : data.Length;
        if (_buffer.Length < data.Length)
            _buffer = new byte[data.Length];

        data.CopyTo(_buffer);
        return null!;
    }
}
