namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>Base64 (RFC 4648 section 4: padded, without line breaks) that is in several pieces, which end anywhere.</summary>
internal sealed class Base64Text
{
    /// <summary>How many characters stand for up to <see cref="GroupBytes"/> bytes.</summary>
    public const int GroupLength = 4;

    public const int GroupBytes = 3;

    private const int LongestPadding = 2;

    public Base64Text(params ReadOnlyMemory<byte>[] pieces)
    {
        Pieces = pieces;
        foreach (ReadOnlyMemory<byte> piece in pieces)
            Length += piece.Length;
    }

    public ReadOnlyMemory<byte>[] Pieces { get; }

    /// <summary>How many characters there are.</summary>
    public long Length { get; }

    /// <summary>How many bytes they stand for, if they are base64 at all.</summary>
    public bool TryGetDecodedLength(out long length)
    {
        Span<byte> end = stackalloc byte[LongestPadding];
        end = CopyEnd(end);
        int padding = end.Length - end.TrimEnd((byte)'=').Length;
        length = (Length / GroupLength * GroupBytes) - padding;
        return Length % GroupLength == 0;
    }

    /// <summary>Copies the last characters to the end of a span.</summary>
    /// <returns>The characters: as many as the span has room for, or all there are.</returns>
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
