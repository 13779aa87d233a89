using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Recognises events that were there before, among the last ones.</summary>
/// <remarks>
/// An event is remembered by 16 bytes of a SHA-256, so that no two different ones are ever taken for the same. Memory is some 100 bytes for each event
/// of the window, and no more.
/// </remarks>
internal sealed class EventRepeats : IDisposable
{
    public const int DefaultWindow = 1_000_000;
    public const int LargestWindow = 100_000_000;

    private readonly RepeatKey _key;
    private readonly int _window;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<UInt128> _known = [];

    // Those that are known, in the order in which they came; the oldest is replaced by the next.
    private readonly List<UInt128> _ring = [];
    private int _oldest;

    public EventRepeats(RepeatKey key, int window)
    {
        _key = key;
        _window = window;
    }

    /// <summary>How many repeats there were.</summary>
    public long Count { get; private set; }

    /// <summary>Whether this is one. If not, it is remembered.</summary>
    public bool Is(in EventView view)
    {
        UInt128 key = KeyOf(view);
        if (!_known.Add(key))
        {
            Count++;
            return true;
        }

        if (_ring.Count < _window)
        {
            _ring.Add(key);
            return false;
        }

        _known.Remove(_ring[_oldest]);
        _ring[_oldest] = key;
        _oldest = (_oldest + 1) % _window;
        return false;
    }

    public void Dispose() => _hash.Dispose();

    private UInt128 KeyOf(in EventView view)
    {
        ReadOnlySpan<byte> time = _key == RepeatKey.Event ? EventTime.Of(view.Line) : default;
        if (time.IsEmpty || view.Guid.Span.IsEmpty || !view.OperationText.IsPresent)
        {
            _hash.AppendData(view.Line);
        }
        else
        {
            // None of these holds a zero byte that could make another three of them: a guid that does is hashed with its length.
            Span<byte> length = stackalloc byte[sizeof(int)];
            MemoryMarshal.Write(length, view.Guid.Span.Length);
            _hash.AppendData(length);
            _hash.AppendData(view.Guid.Span);
            MemoryMarshal.Write(length, view.OperationText.Span.Length);
            _hash.AppendData(length);
            _hash.AppendData(view.OperationText.Span);
            _hash.AppendData(time);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
