using System.Buffers;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>The parts of one message that have arrived.</summary>
/// <param name="id">The text of its <c>msgId</c>.</param>
/// <param name="kind">Its compression.</param>
/// <param name="count">The number of its parts.</param>
internal sealed class PartialMessage(byte[] id, CompressionKind kind, int count) : IDisposable
{
    private readonly PendingPart?[] _parts = new PendingPart?[count];

    public byte[] Id { get; } = id;

    public CompressionKind Kind { get; } = kind;

    public int Count => _parts.Length;

    /// <summary>The number of parts that have arrived.</summary>
    public int Received { get; private set; }

    public bool IsComplete => Received == Count;

    /// <summary>The memory in bytes that the parts take, including the slots of missing ones.</summary>
    public long Bytes { get; private set; } = (long)count * IntPtr.Size;

    /// <summary>The part that arrived first.</summary>
    public PendingPart? First { get; private set; }

    /// <summary>The line number of the part that arrived last.</summary>
    public long LastLine { get; private set; }

    /// <summary>The parts that have arrived, in the order of the message.</summary>
    public IEnumerable<PendingPart> Parts => _parts.OfType<PendingPart>();

    /// <summary>The text of all parts. Requires a complete message.</summary>
    public Base64Text Text => new(Array.ConvertAll(_parts, part => part!.Text));

    /// <summary>The part with an index, if it has arrived.</summary>
    public PendingPart? this[int index] => _parts[index];

    /// <summary>Disposes of parts and waits for them again.</summary>
    /// <param name="isRemoved">Whether a part is removed, by its line number.</param>
    public void Remove(Func<long, bool> isRemoved)
    {
        foreach (PendingPart part in Parts.Where(part => isRemoved(part.Number)))
        {
            _parts[part.Index] = null;
            Received--;
            Bytes -= part.Bytes;
            part.Dispose();
        }

        First = Parts.MinBy(part => part.Number);
        LastLine = Parts.Select(part => part.Number).DefaultIfEmpty().Max();
    }

    public void Add(PendingPart part)
    {
        First ??= part;
        _parts[part.Index] = part;
        Received++;
        Bytes += part.Bytes;
        LastLine = part.Number;
    }

    public void Dispose()
    {
        foreach (PendingPart part in Parts)
            part.Dispose();
    }
}

/// <summary>A copy of a line that is one part of a message, kept until all parts have arrived.</summary>
internal sealed class PendingPart : IDisposable
{
    private byte[] _line;
    private byte[]? _unescaped;
    private readonly int _length;
    private readonly int _textStart;
    private readonly int _textLength;

    /// <summary>Copies a line.</summary>
    /// <param name="index">The zero-based index of the part.</param>
    /// <param name="frame">The line.</param>
    /// <param name="text">The text of the part: a slice of the line, or of other memory if the line is a wrapper.</param>
    public PendingPart(int index, scoped in LineFrame frame, JsonString text)
    {
        Index = index;
        Number = frame.Number;
        Offset = frame.Offset;
        _length = frame.Line.Length;
        _line = ArrayPool<byte>.Shared.Rent(_length);
        frame.Line.CopyTo(_line);
        _textLength = text.Spelling.Length;
        if (!text.IsEscaped && frame.Line.Overlaps(text.Spelling, out _textStart))
            return;

        // Text that cannot be unescaped is not base64 either, so its escaped form will do.
        _textStart = 0;
        _unescaped = ArrayPool<byte>.Shared.Rent(_textLength);
        if (text.TryCopyTo(_unescaped, out int length))
            _textLength = length;
        else
            text.Spelling.CopyTo(_unescaped);
    }

    /// <summary>The zero-based index of the part.</summary>
    public int Index { get; }

    /// <summary>The one-based line number.</summary>
    public long Number { get; }

    /// <summary>The zero-based byte offset of the line.</summary>
    public long Offset { get; }

    public ReadOnlySpan<byte> Line => _line.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Text => (_unescaped ?? _line).AsMemory(_textStart, _textLength);

    /// <summary>The memory in bytes that the copy takes.</summary>
    public int Bytes => _line.Length + (_unescaped?.Length ?? 0);

    public void Dispose()
    {
        Return(_line);
        Return(_unescaped);
        _line = [];
        _unescaped = null;
    }

    private static void Return(byte[]? array)
    {
        if (array is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(array);
    }
}
