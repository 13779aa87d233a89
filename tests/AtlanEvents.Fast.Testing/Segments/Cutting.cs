namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>How an input is cut into segments.</summary>
/// <param name="Seed">The seed of the cuts.</param>
/// <param name="Longest">The longest segment; the shortest is empty.</param>
/// <param name="PerRead">How many segments come with each read.</param>
public sealed record Cutting(int Seed, int Longest, int PerRead)
{
    /// <summary>Cuts an input; the same bytes always in the same places.</summary>
    public ReadOnlyMemory<byte>[] Cut(byte[] bytes)
    {
        var random = new Random(Seed);
        var cuts = new List<int>();
        for (int at = random.Next(Longest + 1); at <= bytes.Length; at += random.Next(Longest + 1))
            cuts.Add(at);

        return Pieces.CutAt(bytes, cuts);
    }
}
