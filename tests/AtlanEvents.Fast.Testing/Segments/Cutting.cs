namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>How an input is split into segments.</summary>
/// <param name="Seed">The seed of the positions.</param>
/// <param name="MaxLength">The maximum length of a segment; the minimum is 0.</param>
/// <param name="PerRead">The number of segments per read.</param>
public sealed record Cutting(int Seed, int MaxLength, int PerRead)
{
    /// <summary>Splits an input, deterministically.</summary>
    public ReadOnlyMemory<byte>[] Cut(byte[] bytes)
    {
        var random = new Random(Seed);
        var cuts = new List<int>();
        for (int at = random.Next(MaxLength + 1); at <= bytes.Length; at += random.Next(MaxLength + 1))
            cuts.Add(at);

        return Pieces.CutAt(bytes, cuts);
    }
}
