using System.Runtime.CompilerServices;
using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Sinks;

/// <summary>Computes a checksum over fields: a cheap one while time is measured, a hash of every byte when results are compared.</summary>
/// <remarks>A policy with static members, so that the JIT inlines the calls. Every sum starts at 0.</remarks>
internal interface IDigest
{
    /// <summary>Adds a field; an empty span is an absent field.</summary>
    static abstract ulong Add(ulong sum, ReadOnlySpan<byte> utf8);

    /// <summary>Adds a field that the contender has as a string; <see langword="null"/> is an absent field.</summary>
    static abstract ulong Add(ulong sum, string? text);
}

/// <summary>
/// Reads the length, the first and the last byte of each field. That suffices to make a contender locate the field, and costs little
/// beside the fastest contender. Of a string it reads characters instead.
/// </summary>
internal readonly struct TouchDigest : IDigest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong sum, ReadOnlySpan<byte> utf8)
        => utf8.IsEmpty ? sum : sum + ((ulong)utf8.Length << 16) + ((ulong)utf8[0] << 8) + utf8[^1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong sum, string? text)
        => string.IsNullOrEmpty(text) ? sum : sum + ((ulong)text.Length << 16) + ((ulong)text[0] << 8) + text[^1];
}

/// <summary>
/// Hashes every byte of every field in order, and the bounds of the fields, like FNV-1a (64 bits;
/// <see href="http://www.isthe.com/chongo/tech/comp/fnv/"/>). shim.cpp computes the same for native contenders.
/// </summary>
internal readonly struct HashDigest : IDigest
{
    private const ulong Prime = 0x100000001b3;

    // Not a byte of UTF-8, so it marks the end of a field unambiguously.
    private const byte EndOfField = 0xFF;

    public static ulong Add(ulong sum, ReadOnlySpan<byte> utf8)
    {
        foreach (byte b in utf8)
            sum = (sum ^ b) * Prime;

        return (sum ^ EndOfField) * Prime;
    }

    public static ulong Add(ulong sum, string? text) => Add(sum, Encoding.UTF8.GetBytes(text ?? ""));
}
