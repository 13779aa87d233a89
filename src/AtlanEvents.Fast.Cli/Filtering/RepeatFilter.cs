using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Recognises events that repeat one of the last events.</summary>
/// <remarks>
/// An event is remembered as 16 bytes of a SHA-256 hash, so that different events are never confused. Memory is bounded by about 100 bytes
/// for each event of the window.
/// </remarks>
internal sealed class RepeatFilter(int window)
{
    public const int DefaultWindow = 1_000_000;
    public const int MaxWindow = 100_000_000;
    private const int MaxKeyOnStack = 256;

    private readonly HashSet<UInt128> _known = [];

    // The known events in order of arrival; once full, the next event replaces the oldest.
    private readonly List<UInt128> _ring = [];
    private int _oldest;

    /// <summary>The number of repeats.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of an event. Thread-safe.</summary>
    /// <param name="view">The event.</param>
    /// <param name="key">The parts of it that must be equal for another event to be a repeat.</param>
    public static UInt128 HashOf(in EventView view, RepeatKey key)
    {
        ReadOnlySpan<byte> guid = view.Guid.Span;
        ReadOnlySpan<byte> operation = view.OperationText.Span;
        if (key == RepeatKey.Line || guid.IsEmpty || !view.OperationText.IsPresent || !view.TryGetEventTime(out DateTimeOffset time))
            return HashOf(view.Line);

        // The lengths make different keys different byte sequences.
        int length = (2 * sizeof(int)) + sizeof(long) + guid.Length + operation.Length;
        Span<byte> text = length <= MaxKeyOnStack ? stackalloc byte[MaxKeyOnStack] : new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(text, guid.Length);
        BinaryPrimitives.WriteInt32LittleEndian(text[sizeof(int)..], operation.Length);
        BinaryPrimitives.WriteInt64LittleEndian(text[(2 * sizeof(int))..], time.UtcTicks);
        guid.CopyTo(text[((2 * sizeof(int)) + sizeof(long))..]);
        operation.CopyTo(text[(length - operation.Length)..]);
        return HashOf(text[..length]);
    }

    /// <summary>Whether an event is a repeat. If not, it is remembered.</summary>
    public bool IsRepeat(UInt128 hash)
    {
        if (!_known.Add(hash))
        {
            Count++;
            return true;
        }

        if (_ring.Count < window)
        {
            _ring.Add(hash);
            return false;
        }

        _known.Remove(_ring[_oldest]);
        _ring[_oldest] = hash;
        _oldest = (_oldest + 1) % window;
        return false;
    }

    private static UInt128 HashOf(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
