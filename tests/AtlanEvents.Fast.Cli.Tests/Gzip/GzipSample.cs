namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Small gzip files, to be damaged at every byte.</summary>
public enum GzipSample
{
    /// <summary>As most programs write it.</summary>
    Plain,

    /// <summary>Every optional part of the header.</summary>
    LongHeader,

    /// <summary>Every optional part of the header, and a checksum over it.</summary>
    CheckedHeader,

    /// <summary>The data as they are, in a stored block.</summary>
    Stored,

    /// <summary>Four members: the second ends inside a line, the third is empty.</summary>
    Members,
}
