using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>A 64-bit hash of text, seeded per process so that nobody can construct collisions.</summary>
/// <remarks>
/// Folded multiplication, as in wyhash (https://github.com/wangyi-fudan/wyhash). Among n different strings the probability of any
/// collision is about n²/2^65: 0.000003 for 10 million.
/// </remarks>
internal static class SeededHash
{
    private const int BlockLength = 16;

    private static readonly ulong s_seed = NewSecret();
    private static readonly ulong s_first = NewSecret();
    private static readonly ulong s_last = NewSecret();

    /// <summary>Hashes a string.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="variant">Different variants give independent hashes of a string.</param>
    public static ulong Of(ReadOnlySpan<byte> text, byte variant = 0)
    {
        // Mix the length before the text, so that no byte of the text can compensate for a different length.
        ulong hash = Fold(s_seed ^ (ulong)text.Length ^ ((ulong)variant << 56), s_last);
        while (text.Length > BlockLength)
        {
            hash = Fold(Read8(text) ^ s_first, Read8(text[8..]) ^ hash);
            text = text[BlockLength..];
        }

        // The two halves of the rest may overlap; the length, which is part of the hash, keeps strings distinct.
        (ulong one, ulong two) = text.Length switch
        {
            >= 8 => (Read8(text), Read8(text[^8..])),
            >= 4 => (Read4(text), Read4(text[^4..])),
            > 0 => (text[0] | ((ulong)text[text.Length / 2] << 8), (ulong)text[^1]),
            _ => (0UL, 0UL),
        };
        return Fold(Fold(one ^ s_first, two ^ hash), s_last);
    }

    /// <summary>Hashes 128 bits, such as a UUID.</summary>
    public static ulong Of(ulong high, ulong low) => Fold(Fold(high ^ s_first, low ^ s_seed), s_last);

    private static ulong Read8(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text);

    private static ulong Read4(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt32LittleEndian(text);

    private static ulong Fold(ulong one, ulong two) => Math.BigMul(one, two, out ulong low) ^ low;

    // Odd, so that it is never zero, which would absorb the other factor.
    private static ulong NewSecret() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
}
