using System.IO.Pipelines;

namespace AtlanEvents.Fast.Cli.Inputs.Decompression;

internal enum CompressionFormat
{
    None,
    Gzip,
    Zstandard,
}

/// <summary>Recognises compressed inputs by their first bytes, whatever the file is called.</summary>
internal static class MagicBytes
{
    /// <summary>The number of bytes needed to recognise a format.</summary>
    public const int MaxLength = 4;

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    // RFC 8878, section 3.1.1: 0xFD2FB528, little-endian.
    private static ReadOnlySpan<byte> Zstandard => [0x28, 0xB5, 0x2F, 0xFD];

    // Section 3.1.2: "0x184D2A5?, which means any value from 0x184D2A50 to 0x184D2A5F".
    private static ReadOnlySpan<byte> SkippableFrame => [0x50, 0x2A, 0x4D, 0x18];

    /// <summary>Examines the start of an input without consuming it.</summary>
    public static async ValueTask<CompressionFormat> PeekAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        ReadResult result = await pipe.ReadAtLeastAsync(MaxLength, cancellationToken).ConfigureAwait(false);
        CompressionFormat format = Recognise(result.Buffer);
        pipe.AdvanceTo(result.Buffer.Start);
        return format;
    }

    /// <summary>Recognises an input by its first <see cref="MaxLength"/> bytes, or fewer if it is shorter.</summary>
    public static CompressionFormat Recognise(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Gzip))
            return CompressionFormat.Gzip;

        return start.StartsWith(Zstandard) || IsSkippableFrame(start) ? CompressionFormat.Zstandard : CompressionFormat.None;
    }

    /// <summary>Whether these bytes, fewer than <see cref="MaxLength"/>, are a prefix of the magic bytes of a Zstandard frame.</summary>
    public static bool IsStartOfZstandard(ReadOnlySpan<byte> start)
        => Zstandard.StartsWith(start) || ((start[0] & 0xF0) == SkippableFrame[0] && SkippableFrame[1..].StartsWith(start[1..]));

    private static bool IsSkippableFrame(ReadOnlySpan<byte> start)
        => start.Length >= MaxLength && (start[0] & 0xF0) == SkippableFrame[0] && start[1..].StartsWith(SkippableFrame[1..]);

    private static CompressionFormat Recognise(ReadOnlySequence<byte> input)
    {
        Span<byte> start = stackalloc byte[MaxLength];
        start = start[..(int)Math.Min(start.Length, input.Length)];
        input.Slice(0, start.Length).CopyTo(start);
        return Recognise(start);
    }
}
