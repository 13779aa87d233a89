using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The rows of <see cref="RoutingTable"/> by the bytes of their keys: one lookup and one comparison.</summary>
internal static class KeyTable
{
    /// <summary>The number of readable bytes that <see cref="Find"/> requires at the opening quote.</summary>
    public const int ReadableBytes = 16;

    private const int Slots = 32;
    private const byte Quote = (byte)'"';

    private static readonly Entry[] s_entries = Create();

    /// <summary>Whether these are all distances from the opening quote of a key to the colon after it, in bytes, ascending.</summary>
    public static bool AreDistances(ReadOnlySpan<int> distances)
        => distances.SequenceEqual(RoutingTable.Rows.ToArray().Select(row => row.Key.Length + 2).Distinct().Order().ToArray());

    /// <summary>Finds the row of a key without escapes.</summary>
    /// <param name="place">The object that has the key.</param>
    /// <param name="openingQuote">The opening quote. <see cref="ReadableBytes"/> must be readable from there.</param>
    /// <param name="length">The length of the key without its quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Route? Find(Place place, ref byte openingQuote, nint length)
    {
        ref Entry entry = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(s_entries),
            IndexOf(place, Unsafe.Add(ref openingQuote, 1), length));
        Vector128<byte> differences = (Vector128.LoadUnsafe(ref openingQuote) ^ entry.Key) & entry.Mask;
        return differences == Vector128<byte>.Zero ? entry.Route : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint IndexOf(Place place, byte first, nint length)
    {
        Debug.Assert((uint)place < Slots, "Requires a place.");
        return ((nint)place * Slots) + ((length ^ first) & (Slots - 1));
    }

    private static Entry[] Create()
    {
        var entries = new Entry[Enum.GetValues<Place>().Length * Slots];
        foreach (Route row in RoutingTable.Rows)
        {
            byte[] text = [Quote, .. row.Key, Quote];
            if (text.Length > ReadableBytes)
                throw new InvalidOperationException("A key of the routing table is too long.");

            ref Entry entry = ref entries[IndexOf(row.Parent, row.Key[0], row.Key.Length)];
            if (entry.Route is not null)
                throw new InvalidOperationException("Two keys of the routing table share a slot.");

            byte[] mask = new byte[ReadableBytes];
            mask.AsSpan(0, text.Length).Fill(byte.MaxValue);
            Array.Resize(ref text, ReadableBytes);
            entry = new Entry { Key = Vector128.Create(text), Mask = Vector128.Create(mask), Route = row };
        }

        return entries;
    }

    /// <summary>A key with its quotes, and which of its bytes count. An empty entry matches any key and has no row.</summary>
    private struct Entry
    {
        public Vector128<byte> Key;
        public Vector128<byte> Mask;
        public Route? Route;
    }
}
