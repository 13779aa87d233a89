namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>Splits bytes into segments.</summary>
public static class Pieces
{
    /// <summary>Splits at the given positions; a repeated position creates an empty segment.</summary>
    public static ReadOnlyMemory<byte>[] CutAt(byte[] bytes, params IEnumerable<int> cuts)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        int start = 0;
        foreach (int cut in cuts.Order())
        {
            pieces.Add(bytes.AsMemory(start, cut - start));
            start = cut;
        }

        pieces.Add(bytes.AsMemory(start));
        return [.. pieces];
    }

    /// <summary>Creates a segment for each byte.</summary>
    public static ReadOnlyMemory<byte>[] BytePerPiece(byte[] bytes)
        => [.. Enumerable.Range(0, bytes.Length).Select(i => (ReadOnlyMemory<byte>)bytes.AsMemory(i, 1))];

    /// <summary>Creates a segment for each byte, and empty segments at both ends and between some of them.</summary>
    public static ReadOnlyMemory<byte>[] BytePerPieceWithEmptyOnes(byte[] bytes)
        => CutAt(bytes, Enumerable.Range(0, bytes.Length + 1).SelectMany(i => i % 3 == 0 ? new[] { i, i } : [i]));

    /// <summary>Creates segments of one size, except the last.</summary>
    public static ReadOnlyMemory<byte>[] OfSize(byte[] bytes, int size)
        => CutAt(bytes, Enumerable.Range(1, Math.Max(0, (bytes.Length - 1) / size)).Select(i => i * size));
}

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
