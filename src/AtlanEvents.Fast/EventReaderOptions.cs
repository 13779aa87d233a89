using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast;

/// <summary>Options for reading lines: limits, engine, and the handling of rejected lines. The defaults suit untrusted input.</summary>
public sealed record EventReaderOptions
{
    /// <summary>The default of <see cref="MaxLineBytes"/>: 4 MiB, four times what Atlas can send.</summary>
    public const int DefaultMaxLineBytes = 4 * 1024 * 1024;

    /// <summary>The largest value of <see cref="MaxLineBytes"/>: 1 GiB.</summary>
    public const int MaxLineBytesLimit = 1024 * 1024 * 1024;

    private const int BufferSizeLimit = 16 * 1024 * 1024;

    internal static EventReaderOptions Default { get; } = new();

    /// <summary>
    /// The maximum length of a line in bytes, without its newline; 1 to <see cref="MaxLineBytesLimit"/>. A longer line is rejected
    /// as <see cref="LineFaultReason.LineTooLong"/> and skipped in constant memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxLineBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxLineBytesLimit);
            field = value;
        }
    } = DefaultMaxLineBytes;

    /// <summary>
    /// Whether a key on the path to a routing field may occur twice in one object. By default such a line is rejected as
    /// <see cref="LineFaultReason.DuplicateField"/>, because consumers could disagree about it. If allowed, the last occurrence
    /// replaces the earlier one entirely, as in <see cref="System.Text.Json.JsonDocument"/>.
    /// </summary>
    /// <remarks>
    /// The keys are <c>message</c>; in it <c>operationType</c> and <c>entity</c>; in that <c>typeName</c>, <c>guid</c>,
    /// <c>attributes</c> and <c>deleteHandler</c>; in <c>attributes</c> <c>qualifiedName</c>. They are compared unescaped. Other
    /// keys may always repeat.
    /// </remarks>
    public bool AllowDuplicateFields { get; init; }

    /// <summary>The engine. The default is the fastest one.</summary>
    public EventEngine Engine { get; init; }

    /// <summary>
    /// The pool from which readers take their engines, so that they continue with the shapes that earlier readers learned. If
    /// null, the default, every reader starts with a new engine.
    /// </summary>
    public EventEnginePool? EnginePool { get; init; }

    /// <summary>
    /// The width of the fast engine's vectors: 128, 256 or 512; 0 for the environment or the processor to decide. For tests.
    /// </summary>
    internal int VectorBits { get; init; }

    /// <summary>
    /// Decompresses and joins compressed and split messages within these limits. If null, the default, such lines are
    /// <see cref="NotRoutableReason.CompressedOrSplit"/>. Does not slow down lines that are events. <see cref="EventParser"/>
    /// instances decompress but do not join parts.
    /// </summary>
    public ReassemblyOptions? Reassembly { get; init; }

    /// <summary>
    /// The wrappers to remove from around events. By default none: such lines are <see cref="NotRoutableReason.NotAnEvent"/>. Does
    /// not slow down lines that are events.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value contains an unknown wrapper.</exception>
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
    /// Receives rejected lines. If null, the default, the first rejected line throws <see cref="EventFormatException"/>, so that
    /// no line is ever skipped silently.
    /// </summary>
    public LineFaultHandler? FaultHandler { get; init; }

    /// <summary>
    /// The buffer size for reading a <see cref="Stream"/> in bytes; 1 to 16 MiB. The default, 256 KiB, fits into the second-level
    /// cache. Not used for a <see cref="System.IO.Pipelines.PipeReader"/>, which has its own buffer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int BufferSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, BufferSizeLimit);
            field = value;
        }
    } = 256 * 1024;
}
