using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>
/// Hashes every byte of every field, in order, with the fields' bounds, in the manner of FNV-1a (64 bits;
/// <see href="http://www.isthe.com/chongo/tech/comp/fnv/"/>). shim.cpp has the same for native contenders.
/// </summary>
internal readonly struct HashDigest : IDigest
{
    private const ulong Prime = 0x100000001b3;

    // Never a byte of UTF-8, so it ends a field unmistakably.
    private const byte EndOfField = 0xFF;

    public static ulong Add(ulong sum, ReadOnlySpan<byte> utf8)
    {
        foreach (byte b in utf8)
            sum = (sum ^ b) * Prime;

        return (sum ^ EndOfField) * Prime;
    }

    public static ulong Add(ulong sum, string? text) => Add(sum, Encoding.UTF8.GetBytes(text ?? ""));
}
