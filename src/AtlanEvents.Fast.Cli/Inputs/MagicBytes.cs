using System.Buffers;
using System.IO.Pipelines;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Recognises compressed inputs by how they start; no file name is trusted.</summary>
internal static class MagicBytes
{
    private const int MaxLength = 4;

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> Zstandard => [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>Looks at the start of an input and takes nothing of it.</summary>
    public static async ValueTask<Compression> PeekAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        ReadResult result = await pipe.ReadAtLeastAsync(MaxLength, cancellationToken).ConfigureAwait(false);
        Compression compression = Recognise(result.Buffer);
        pipe.AdvanceTo(result.Buffer.Start);
        return compression;
    }

    private static Compression Recognise(ReadOnlySequence<byte> input)
    {
        Span<byte> start = stackalloc byte[MaxLength];
        start = start[..(int)Math.Min(start.Length, input.Length)];
        input.Slice(0, start.Length).CopyTo(start);

        if (start.StartsWith(Gzip))
            return Compression.Gzip;

        return start.StartsWith(Zstandard) ? Compression.Zstandard : Compression.None;
    }
}
