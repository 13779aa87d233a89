using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Recognises events that repeat one of the last events.</summary>
/// <remarks>
/// An event is remembered as 16 bytes of a SHA-256 hash, so that different events are never confused. Memory is bounded by about 100 bytes
/// for each event of the window.
/// </remarks>
internal sealed class RepeatFilter(RepeatKey key, int window) : IDisposable
{
    public const int DefaultWindow = 1_000_000;
    public const int MaxWindow = 100_000_000;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<UInt128> _known = [];

    // The known events in order of arrival; once full, the next event replaces the oldest.
    private readonly List<UInt128> _ring = [];
    private int _oldest;

    /// <summary>The number of repeats.</summary>
    public long Count { get; private set; }

    /// <summary>Whether an event is a repeat. If not, it is remembered.</summary>
    public bool IsRepeat(in EventView view)
    {
        UInt128 hash = HashOf(view);
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

    public void Dispose() => _hash.Dispose();

    private UInt128 HashOf(in EventView view)
    {
        bool hasKey = key == RepeatKey.Event && !view.Guid.Span.IsEmpty && view.OperationText.IsPresent;
        if (hasKey && view.TryGetEventTime(out DateTimeOffset time))
        {
            // The length before each text makes different keys different byte sequences.
            Append(view.Guid.Span);
            Append(view.OperationText.Span);
            Append(MemoryMarshal.AsBytes([time.UtcTicks]));
        }
        else
        {
            _hash.AppendData(view.Line);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(length, text.Length);
        _hash.AppendData(length);
        _hash.AppendData(text);
    }
}
