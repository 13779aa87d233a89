using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AtlanEvents.Fast.AspNetCore.Secrets;

/// <summary>The secrets that are valid at a time.</summary>
/// <remarks>
/// Secrets are compared by their SHA-256 hashes, all of which are always compared in full. So the time depends neither on the content of a
/// valid secret nor on its length, nor on which one matches.
/// </remarks>
internal sealed class SecretSet
{
    private const int MaxStackBytes = 256;

    // A longer value is none of the secrets. Its length is the sender's, so it tells nothing.
    private const int MaxBytes = AtlanWebhookOptionsRules.MaxSecretLength;

    private readonly byte[][] _hashes;

    public SecretSet(IEnumerable<string> secrets)
        => _hashes = [.. secrets.Select(secret => SHA256.HashData(Encoding.ASCII.GetBytes(secret)))];

    /// <summary>Whether a header has exactly one value, and that is one of the secrets.</summary>
    public bool Contains(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { Length: > 0 and <= MaxBytes } value)
            return false;

        byte[]? rented = null;
        int maxBytes = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> buffer = maxBytes <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : (rented = ArrayPool<byte>.Shared.Rent(maxBytes));
        try
        {
            return Contains(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Contains(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        bool contains = false;
        foreach (byte[] valid in _hashes)
            contains |= CryptographicOperations.FixedTimeEquals(hash, valid);

        return contains;
    }
}
