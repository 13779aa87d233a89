namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>
/// A random number generator whose output for a seed never changes, on any platform or version.
/// Guy Steele, Doug Lea and Christine Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, but not including, <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(((UInt128)Next() * (uint)end) >> 64);

    /// <summary>Returns true with the given probability.</summary>
    public bool Happens(double probability) => Next() < probability * ulong.MaxValue;

    /// <summary>One of the values, with equal probability.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>Shuffles the values (Fisher–Yates).</summary>
    public void Shuffle<T>(T[] values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>A random UUID: version 4 (RFC 9562), lower case.</summary>
    public string NextGuid()
    {
        ulong high = (Next() & 0xFFFFFFFF_FFFF_0FFF) | 0x4000;
        ulong low = (Next() & 0x3FFFFFFF_FFFFFFFF) | 0x80000000_00000000;
        return $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFF_FFFFFFFF:x12}";
    }
}
