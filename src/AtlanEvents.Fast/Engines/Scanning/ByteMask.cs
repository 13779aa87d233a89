using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Masks of 64 bytes, a bit for each.</summary>
internal static class ByteMask
{
    /// <summary>The bits below the lowest one that is set; all if none is.</summary>
    /// <remarks><code>01010000 gives 00001111</code></remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Below(ulong mask) => ~mask & (mask - 1);
}
