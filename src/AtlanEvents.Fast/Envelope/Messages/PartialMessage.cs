namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>The parts of one message, as far as they have come.</summary>
/// <param name="id">The text of its <c>msgId</c>.</param>
/// <param name="kind">How it is compressed.</param>
/// <param name="count">How many parts it has.</param>
internal sealed class PartialMessage(byte[] id, CompressionKind kind, int count) : IDisposable
{
    private readonly HeldPart?[] _parts = new HeldPart?[count];

    public byte[] Id { get; } = id;

    public CompressionKind Kind { get; } = kind;

    public int Count => _parts.Length;

    /// <summary>How many parts have come.</summary>
    public int Received { get; private set; }

    public bool IsComplete => Received == Count;

    /// <summary>How much memory the parts take, and the places for those that have not come.</summary>
    public long Bytes { get; private set; } = (long)count * IntPtr.Size;

    /// <summary>The part that came first.</summary>
    public HeldPart? First { get; private set; }

    /// <summary>The number of the line that brought the last part.</summary>
    public long LastLine { get; private set; }

    /// <summary>The parts that have come, in the order of the message.</summary>
    public IEnumerable<HeldPart> Parts => _parts.OfType<HeldPart>();

    /// <summary>The text of all parts, of a message that is complete.</summary>
    public Base64Text Text => new(Array.ConvertAll(_parts, part => part!.Text));

    /// <summary>The part with this number, if it has come.</summary>
    public HeldPart? this[int index] => _parts[index];

    public void Add(HeldPart part)
    {
        First ??= part;
        _parts[part.Index] = part;
        Received++;
        Bytes += part.Bytes;
        LastLine = part.Number;
    }

    public void Dispose()
    {
        foreach (HeldPart part in Parts)
            part.Dispose();
    }
}
