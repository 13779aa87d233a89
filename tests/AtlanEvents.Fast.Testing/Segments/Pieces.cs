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
