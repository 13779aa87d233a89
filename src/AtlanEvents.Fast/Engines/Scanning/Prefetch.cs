using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Asks for memory before it is needed.</summary>
/// <remarks>
/// A processor foresees a stream of reads only up to the end of a page, 4 KiB, which at these speeds comes every few hundred
/// nanoseconds. Asking for what is half a page ahead makes bulk deletes a quarter faster (benchmark Locate, bulk-delete). It reads nothing: an address that
/// does not exist is no fault.
/// </remarks>
internal static class Prefetch
{
    private const nint Distance = 2048;

    /// <summary>Asks for the cache line this far ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Ahead(ref byte position)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref position) + Distance);
    }
}
