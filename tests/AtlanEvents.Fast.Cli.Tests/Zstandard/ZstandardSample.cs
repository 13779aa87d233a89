namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Small Zstandard files, to be damaged at every byte.</summary>
public enum ZstandardSample
{
    /// <summary>One block, and a checksum over it.</summary>
    Plain,

    /// <summary>Several blocks, some of them too small to be compressed.</summary>
    Blocks,

    /// <summary>Several blocks, and no checksum.</summary>
    Unchecked,

    /// <summary>Six frames: the first and the fourth are skippable, the third ends inside a line, the fifth is empty.</summary>
    Frames,
}
