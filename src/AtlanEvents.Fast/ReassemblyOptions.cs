namespace AtlanEvents.Fast;

/// <summary>
/// How compressed and split messages are put together, and how much is kept for it. Atlas compresses a message of more than 999,488
/// bytes, and splits it where that does not help.
/// </summary>
/// <remarks>
/// What goes beyond a limit is rejected, never dropped in silence: a message that has to make room for others, or that is too old, with all
/// its parts, as <see cref="LineFaultReason.IncompleteMessage"/>.
/// A message is its id: a part whose id is that of one of the last 4,096 that were put together is a repeat, whatever it holds.
/// </remarks>
public sealed record ReassemblyOptions
{
    /// <summary>The largest <see cref="MaxMessageBytes"/>: 1 GiB.</summary>
    public const int LargestMaxMessageBytes = 1024 * 1024 * 1024;

    /// <summary>All limits at their defaults.</summary>
    public static ReassemblyOptions Default { get; } = new();

    /// <summary>The longest message, in bytes of JSON once it is whole and decompressed; by default 64 MiB, at most <see cref="LargestMaxMessageBytes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = InRange(value, 1, LargestMaxMessageBytes);
    } = 64 * 1024 * 1024;

    /// <summary>How many parts a message may have; by default 1,024, at most 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxParts
    {
        get;
        init => field = InRange(value, 1, 65_536);
    } = 1_024;

    /// <summary>How many bytes are held of lines that wait for other parts; by default 256 MiB. The message that waited longest makes room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public long MaxPendingBytes
    {
        get;
        init => field = InRange(value, 0, long.MaxValue);
    } = 256 * 1024 * 1024;

    /// <summary>How many messages may wait for parts at a time; by default 1,024. The one that waited longest makes room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxPendingMessages
    {
        get;
        init => field = InRange(value, 0, 65_536);
    } = 1_024;

    /// <summary>How many lines a message waits for its next part; by default 1,000,000. Looked at when another part comes that has to wait.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public long MaxAgeInLines
    {
        get;
        init => field = InRange(value, 0, long.MaxValue);
    } = 1_000_000;

    private static int InRange(int value, int least, int most) => (int)InRange((long)value, least, most);

    private static long InRange(long value, long least, long most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
