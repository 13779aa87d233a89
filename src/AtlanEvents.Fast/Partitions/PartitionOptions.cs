namespace AtlanEvents.Fast.Partitions;

/// <summary>Options for reading an input on several threads.</summary>
public sealed record PartitionOptions
{
    private const int MinPartitionBytes = 1;
    private const int MaxPartitionBytes = 64 * 1024 * 1024;
    private const int MaxThreads = 1024;

    /// <summary>The default options.</summary>
    public static PartitionOptions Default { get; } = new();

    /// <summary>
    /// How lines are read, as for <see cref="EventReader"/>; its buffer size does not apply. The fault handler is called by one thread at a
    /// time, in the order of the lines. In input order, it is called before the result of the partition with the rejected line is merged.
    /// </summary>
    public EventReaderOptions Lines { get; init; } = EventReaderOptions.Default;

    /// <summary>
    /// The number of threads, 1 to 1,024; 0, the default, for one per processor. More than that are slower, since they wait for each other.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxThreads);
            field = value;
        }
    }

    /// <summary>
    /// The size of a partition in bytes; 1 to 64 MiB. The default is 512 KiB. Buffers take four partitions per thread, and one more; up to
    /// two results per thread wait to be merged.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int PartitionBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinPartitionBytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxPartitionBytes);
            field = value;
        }
    } = 512 * 1024;

    /// <summary>
    /// Whether results are merged as soon as they are ready, in any order, rather than in the order of the input. Lines that depend on
    /// earlier ones, such as parts of split messages, are in results of their own, and those are in the order of the input.
    /// </summary>
    public bool MergesInAnyOrder { get; init; }
}
