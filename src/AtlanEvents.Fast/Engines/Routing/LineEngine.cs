using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Diagnostics;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The properties of an engine that decide whether another reader can use it.</summary>
/// <param name="Kind">The engine; never <see cref="EventEngine.Auto"/>.</param>
/// <param name="VectorBits">The width of its vectors: 128, 256 or 512; 0 if it has none of its own.</param>
/// <param name="AllowDuplicateFields">Whether the last occurrence of a duplicate field counts, rather than the line being rejected.</param>
/// <param name="Learns">Whether the fast engine learns from the lines that it reads.</param>
internal readonly record struct EngineSettings(EventEngine Kind, int VectorBits, bool AllowDuplicateFields, bool Learns = true);

/// <summary>Validates lines and locates their routing fields.</summary>
/// <remarks>
/// Every engine gives the same result for every line, whatever it read before, and never throws. An engine may keep state
/// between lines, so only one reader may use it at a time. A class rather than an interface: a virtual call costs the same
/// however many kinds of engines the process has used.
/// </remarks>
internal abstract class LineEngine
{
    public abstract EngineSettings Settings { get; }

    /// <summary>The size in bytes of the buffer that the engine keeps for lines.</summary>
    public virtual int RetainedBytes => 0;

    /// <summary>Validates a line from end to end.</summary>
    /// <param name="line">One JSON value with white space around it. Not blank, and not longer than the limit.</param>
    /// <param name="located">The fields and traits; only the path if the line is rejected.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the reason why the line is rejected.</returns>
    public abstract LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located);

    /// <summary>Reads the line at the start of some memory if the engine can find its end while it validates the line.</summary>
    /// <param name="memory">The line and what follows it.</param>
    /// <param name="length">The line's length up to its newline or CRLF, which <paramref name="memory"/> includes.</param>
    /// <param name="located">The fields and traits.</param>
    /// <returns>
    /// <see langword="true"/> if the line was read and accepted. <see langword="false"/> decides nothing about the line: frame it
    /// and call <see cref="Locate"/>.
    /// </returns>
    public virtual bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located)
    {
        Unsafe.SkipInit(out located);
        length = 0;
        return false;
    }
}
