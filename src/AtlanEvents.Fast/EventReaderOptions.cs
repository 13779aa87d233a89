namespace AtlanEvents.Fast;

/// <summary>How lines are read: limits, engine, and what becomes of bad lines. Every default is safe.</summary>
public sealed record EventReaderOptions
{
    /// <summary>The default of <see cref="MaxLineBytes"/>: 4 MiB, four times what Atlas itself can send.</summary>
    public const int DefaultMaxLineBytes = 4 * 1024 * 1024;

    /// <summary>The largest <see cref="MaxLineBytes"/>: 1 GiB.</summary>
    public const int LargestMaxLineBytes = 1024 * 1024 * 1024;

    internal static EventReaderOptions Default { get; } = new();

    /// <summary>
    /// The longest line that is looked at, in bytes, its newline not counted; 1 to <see cref="LargestMaxLineBytes"/>.
    /// A longer one is <see cref="LineFaultReason.LineTooLong"/> and is passed over in constant memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxLineBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestMaxLineBytes);
            field = value;
        }
    } = DefaultMaxLineBytes;

    /// <summary>What becomes of a line in which a routing key occurs twice. The default rejects it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public DuplicateFieldPolicy DuplicateFields
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)value, (byte)DuplicateFieldPolicy.LastWins, nameof(value));
            field = value;
        }
    }

    /// <summary>The engine that reads lines. The default picks the fastest.</summary>
    public EventEngine Engine { get; init; }

    /// <summary>How many bits wide the vectors of the fast engine are: 128, 256 or 512; 0, the default, as the environment or the processor says. For tests.</summary>
    internal int VectorBits { get; init; }

    /// <summary>
    /// Puts compressed and split messages together, within these limits. <see langword="null"/>, the default, leaves it: such lines are
    /// <see cref="NotRoutableReason.CompressedOrSplit"/>. Lines that are events pay nothing for it. <see cref="EventParser.Parse"/>, which
    /// reads each line by itself, opens compressed messages but cannot put parts together.
    /// </summary>
    public ReassemblyOptions? Reassembly { get; init; }

    /// <summary>
    /// Which wrappers are taken off, if one stands around an event. By default none is: such lines are <see cref="NotRoutableReason.NotAnEvent"/>.
    /// Lines that are events pay nothing for it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such wrapper.</exception>
    public EventWrappers Unwrap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(value & ~EventWrappers.All, EventWrappers.None, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// Is told of each rejected line. Without one, which is the default, the reader throws <see cref="EventFormatException"/>
    /// at the first, so that no line is ever skipped in silence.
    /// </summary>
    public LineFaultHandler? FaultHandler { get; init; }

    /// <summary>
    /// How many bytes are asked of a <see cref="Stream"/> at a time; 1 to 16 MiB, by default 256 KiB, which stays in the
    /// processor's second-level cache. Not used for a <see cref="System.IO.Pipelines.PipeReader"/>, which has its own buffer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int BufferSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 16 * 1024 * 1024);
            field = value;
        }
    } = 256 * 1024;

    /// <summary>
    /// Where in its input a stream or pipe starts, if another reader has read what stands before; by default at its beginning. Numbers, offsets
    /// and <see cref="ReadCounts.Bytes"/> go on from there, and no byte order mark is looked for. Not used for bytes in memory.
    /// </summary>
    public ResumePoint? StartAt { get; init; }

    /// <summary>Whether the stream or pipe stays open when the reader is disposed of. By default it is closed.</summary>
    public bool LeaveOpen { get; init; }
}
