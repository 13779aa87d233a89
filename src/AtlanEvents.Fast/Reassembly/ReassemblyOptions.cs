namespace AtlanEvents.Fast.Reassembly;

/// <summary>
/// Limits for decompressing and joining messages. Atlas compresses a message of more than 999,488 bytes, and splits it if it is
/// still too large.
/// </summary>
/// <remarks>
/// What exceeds a limit is rejected, never dropped silently. A message that is too old or must make room for others is rejected
/// with all its parts as <see cref="LineFaultReason.IncompleteMessage"/>.
/// The id identifies a message: parts with the id of one of the last 4,096 completed messages are repeats, whatever they contain.
/// </remarks>
public sealed record ReassemblyOptions
{
    /// <summary>The largest value of <see cref="MaxMessageBytes"/>: 1 GiB.</summary>
    public const int MaxMessageBytesLimit = 1024 * 1024 * 1024;

    /// <summary>All limits at their defaults.</summary>
    public static ReassemblyOptions Default { get; } = new();

    /// <summary>
    /// The maximum length of a message in bytes, joined and decompressed; 64 MiB by default, at most
    /// <see cref="MaxMessageBytesLimit"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = InRange(value, 1, MaxMessageBytesLimit);
    } = 64 * 1024 * 1024;

    /// <summary>The maximum number of parts of a message; 1,024 by default, at most 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxParts
    {
        get;
        init => field = InRange(value, 1, 65_536);
    } = 1_024;

    /// <summary>
    /// The maximum memory in bytes for lines that wait for other parts; 256 MiB by default. The message that has waited longest
    /// makes room.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public long MaxPendingBytes
    {
        get;
        init => field = InRange(value, 0, long.MaxValue);
    } = 256 * 1024 * 1024;

    /// <summary>The maximum number of messages that wait for parts; 1,024 by default. The one that has waited longest makes room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxPendingMessages
    {
        get;
        init => field = InRange(value, 0, 65_536);
    } = 1_024;

    /// <summary>
    /// The maximum number of lines that a message waits for its next part; 1,000,000 by default. Checked when a further part has to
    /// wait.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public long MaxAgeInLines
    {
        get;
        init => field = InRange(value, 0, long.MaxValue);
    } = 1_000_000;

    private static int InRange(int value, int min, int max) => (int)InRange((long)value, min, max);

    private static long InRange(long value, long min, long max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
