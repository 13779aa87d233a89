using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>The inputs, and how they are read.</summary>
internal sealed record PumpSettings
{
    public required IReadOnlyList<InputAddress> Inputs { get; init; }

    /// <summary>
    /// Receives a sentence whenever the last input is truncated or replaced. If set, that input is followed as it grows; otherwise all
    /// inputs are read to their end.
    /// </summary>
    public Action<string>? Follow { get; init; }

    /// <summary>Opens the topics among the inputs.</summary>
    public TopicInputs Topics { get; init; } = new();

    /// <summary>Where metrics are shown while the inputs are read, if anywhere.</summary>
    public ListenAddress? Metrics { get; init; }

    /// <summary>Whether messages on standard error are suppressed.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>
    /// The number of threads that read an uncompressed file, and of inputs that are read at once, if the consumer can be divided.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>The size of the partitions that the threads read.</summary>
    public int PartitionBytes { get; init; } = PartitionOptions.Default.PartitionBytes;

    public EventEngine Engine { get; init; }

    public int MaxLineBytes { get; init; } = EventReaderOptions.DefaultMaxLineBytes;

    /// <summary>The maximum decompressed size of each compressed input.</summary>
    public long MaxDecompressedBytes { get; init; } = long.MaxValue;

    /// <summary>How compressed and split messages are reassembled; <see langword="null"/> to leave them as they are.</summary>
    public ReassemblyOptions? Reassembly { get; init; } = ReassemblyOptions.Default;

    /// <summary>The wrappers that are removed.</summary>
    public EventWrappers Unwrap { get; init; } = EventWrappers.All;
}
