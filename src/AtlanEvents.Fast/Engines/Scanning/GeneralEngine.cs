using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>The fast engine without learning: every line takes the general path.</summary>
internal sealed class GeneralEngine<TBlock>(bool allowDuplicateFields) : ILineEngine
    where TBlock : struct, IByteBlock
{
    private readonly PaddedLine _padded = new(readableAfter: IByteBlock.Size);

    public EngineSettings Settings => new(EventEngine.Fast, TBlock.VectorBits, allowDuplicateFields, Learns: false);

    public int RetainedBytes => _padded.Capacity;

    public LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        _padded.Set(line);
        return LineScanner<TBlock>.Locate(_padded, allowDuplicateFields, out located);
    }
}
