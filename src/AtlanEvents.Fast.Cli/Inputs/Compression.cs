namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>How an input is compressed, as its first bytes tell.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zstandard,
}
