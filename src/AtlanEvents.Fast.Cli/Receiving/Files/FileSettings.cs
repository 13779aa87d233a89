namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>The file that messages are appended to, and when it is rotated.</summary>
internal sealed record FileSettings
{
    public required string Path { get; init; }

    /// <summary>The length from which the file is rotated.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>The time after its first message at which the file is rotated.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether rotated files are compressed with Zstandard.</summary>
    public bool CompressRotated { get; init; }
}
