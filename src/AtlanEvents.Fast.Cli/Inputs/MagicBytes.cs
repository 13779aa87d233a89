using System.Buffers;
using System.IO.Pipelines;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Recognises compressed inputs by how they start; no file name is trusted.</summary>
internal static class MagicBytes
{
    /// <summary>How many bytes tell.</summary>
    public const int MaxLength = 4;

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    // RFC 8878, section 3.1.1: 0xFD2FB528, lowest byte first.
    private static ReadOnlySpan<byte> Zstandard => [0x28, 0xB5, 0x2F, 0xFD];

    // Section 3.1.2: "0x184D2A5?, which means any value from 0x184D2A50 to 0x184D2A5F".
    private static ReadOnlySpan<byte> SkippableFrame => [0x50, 0x2A, 0x4D, 0x18];

    /// <summary>Looks at the start of an input and takes nothing of it.</summary>
    public static async ValueTask<Compression> PeekAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        ReadResult result = await pipe.ReadAtLeastAsync(MaxLength, cancellationToken).ConfigureAwait(false);
        Compression compression = Recognise(result.Buffer);
        pipe.AdvanceTo(result.Buffer.Start);
        return compression;
    }

    /// <summary>Recognises an input by its first bytes, <see cref="MaxLength"/> of them unless there are fewer.</summary>
    public static Compression Recognise(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Gzip))
            return Compression.Gzip;

        return start.StartsWith(Zstandard) || IsSkippableFrame(start) ? Compression.Zstandard : Compression.None;
    }

    /// <summary>Whether these bytes, fewer than <see cref="MaxLength"/>, may be the start of a Zstandard frame.</summary>
    public static bool IsStartOfZstandard(ReadOnlySpan<byte> start)
        => Zstandard.StartsWith(start) || ((start[0] & 0xF0) == SkippableFrame[0] && SkippableFrame[1..].StartsWith(start[1..]));

    private static bool IsSkippableFrame(ReadOnlySpan<byte> start)
        => start.Length >= MaxLength && (start[0] & 0xF0) == SkippableFrame[0] && start[1..].StartsWith(SkippableFrame[1..]);

    private static Compression Recognise(ReadOnlySequence<byte> input)
    {
        Span<byte> start = stackalloc byte[MaxLength];
        start = start[..(int)Math.Min(start.Length, input.Length)];
        input.Slice(0, start.Length).CopyTo(start);
        return Recognise(start);
    }
}
