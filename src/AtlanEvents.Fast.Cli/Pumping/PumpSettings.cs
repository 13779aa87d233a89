using AtlanEvents.Fast.Cli.Progress;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What all commands that read events have in common.</summary>
internal sealed record PumpSettings
{
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Is told what becomes of the last input, which is then read on as it grows; without, inputs are read to their end.</summary>
    public Action<string>? Follow { get; init; }

    public EventEngine Engine { get; init; }

    public int MaxLineBytes { get; init; } = EventReaderOptions.DefaultMaxLineBytes;

    /// <summary>How far each compressed input may grow.</summary>
    public long MaxDecompressedBytes { get; init; } = long.MaxValue;

    /// <summary>How compressed and split messages are put together; not at all if there is nothing here.</summary>
    public ReassemblyOptions? Reassembly { get; init; } = ReassemblyOptions.Default;

    /// <summary>Which wrappers are taken off.</summary>
    public EventWrappers Unwrap { get; init; } = EventWrappers.All;

    /// <summary>Where rejected lines are kept.</summary>
    public string? DeadLetterPath { get; init; }

    /// <summary>How many rejected lines are put up with.</summary>
    public long MaxRejects { get; init; } = long.MaxValue;

    public ProgressMode Progress { get; init; }
}
