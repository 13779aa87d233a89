namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>Base64 text (RFC 4648 section 4: padded, without line breaks) in several pieces, cut anywhere.</summary>
internal sealed class Base64Text
{
    /// <summary>The number of characters in a group.</summary>
    public const int GroupLength = 4;

    /// <summary>The number of bytes that a group without padding encodes.</summary>
    public const int GroupBytes = 3;

    private const int MaxPadding = 2;

    public Base64Text(params ReadOnlyMemory<byte>[] pieces)
    {
        Pieces = pieces;
        foreach (ReadOnlyMemory<byte> piece in pieces)
            Length += piece.Length;
    }

    public ReadOnlyMemory<byte>[] Pieces { get; }

    /// <summary>The total number of characters.</summary>
    public long Length { get; }

    /// <summary>Computes the number of bytes that the text encodes, without decoding it.</summary>
    /// <returns><see langword="false"/> if the last group is incomplete.</returns>
    public bool TryGetDecodedLength(out long length)
    {
        Span<byte> end = stackalloc byte[MaxPadding];
        end = CopyEnd(end);
        int padding = end.Length - end.TrimEnd((byte)'=').Length;
        length = (Length / GroupLength * GroupBytes) - padding;
        return Length % GroupLength == 0;
    }

    /// <summary>Copies the last characters to the end of a span.</summary>
    /// <returns>The characters: as many as fit into the span, or all.</returns>
    public Span<byte> CopyEnd(Span<byte> end)
    {
        int free = end.Length;
        for (int i = Pieces.Length - 1; i >= 0 && free > 0; i--)
        {
            ReadOnlySpan<byte> piece = Pieces[i].Span;
            piece = piece[Math.Max(0, piece.Length - free)..];
            free -= piece.Length;
            piece.CopyTo(end[free..]);
        }

        return end[free..];
    }
}
