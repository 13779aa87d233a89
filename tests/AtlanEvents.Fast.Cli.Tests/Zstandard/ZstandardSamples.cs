using AtlanEvents.Fast.Cli.Tests.Gzip;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Small Zstandard files for damage tests.</summary>
public enum ZstandardSample
{
    /// <summary>One block, and a checksum over it.</summary>
    Plain,

    /// <summary>Several blocks, some of them too small to be compressed.</summary>
    Blocks,

    /// <summary>Several blocks, and no checksum.</summary>
    Unchecked,

    /// <summary>Six frames: the first and the fourth are skippable, the third ends within a line, the fifth is empty.</summary>
    Frames,
}

/// <summary>Creates the samples, with the content of <see cref="GzipSamples"/>.</summary>
internal static class ZstandardSamples
{
    /// <summary>The length of the blocks without a checksum.</summary>
    public const int UncheckedBlock = 180;

    private static byte[] Content => GzipSamples.Content;

    private static int FirstLine { get; } = Array.IndexOf(Content, (byte)'\n') + 1;

    public static ZstandardFile Create(ZstandardSample sample) => sample switch
    {
        ZstandardSample.Plain => new ZstandardFile().Add(Content),
        ZstandardSample.Blocks => new ZstandardFile().Add(Content, blockLength: 150),
        ZstandardSample.Unchecked => new ZstandardFile().AddUnchecked(Content, UncheckedBlock),
        ZstandardSample.Frames => new ZstandardFile()
            .AddSkippable([1, 2, 3], variant: 5)
            .Add(Content.AsSpan(0, FirstLine))
            .Add(Content.AsSpan()[FirstLine..^200])
            .AddSkippable([])
            .Add([])
            .Add(Content.AsSpan()[^200..]),
        _ => throw new ArgumentOutOfRangeException(nameof(sample)),
    };
}
