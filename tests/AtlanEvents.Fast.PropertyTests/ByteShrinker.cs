namespace AtlanEvents.Fast.PropertyTests;

/// <summary>Shrinks bytes by removing large parts first, then single bytes.</summary>
internal static class ByteShrinker
{
    public static IEnumerable<byte[]> Shrink(byte[] bytes)
    {
        for (int size = (bytes.Length + 1) / 2; size > 0; size /= 2)
        {
            for (int start = 0; start < bytes.Length; start += size)
                yield return [.. bytes.AsSpan(0, start), .. bytes.AsSpan(Math.Min(start + size, bytes.Length))];
        }
    }
}
