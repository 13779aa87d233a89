using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Structural;

namespace AtlanEvents.Fast.Engines;

/// <summary>The fast engine without learning: every line takes the general path.</summary>
internal sealed class GeneralEngine<TWidth, TVector>(bool allowDuplicateFields) : LineEngine
    where TWidth : struct, IVectorWidth<TVector>
{
    private readonly PaddedLine _padded = new(readableAfter: StructuralParser<TWidth, TVector>.ReadableAfter);
    private readonly StructuralParser<TWidth, TVector> _parser = new(allowDuplicateFields);

    public override EngineSettings Settings => new(EventEngine.Fast, 8 * TWidth.Bytes, allowDuplicateFields, Learns: false);

    public override int RetainedBytes => _padded.Capacity + _parser.RetainedBytes;

    public override LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = default;
        _padded.Set(line);
        if (_parser.TryParse(_padded, ref located))
            return LineFaultReason.None;

        return LineScanner<ByteBlock<TWidth, TVector>>.Locate(_padded, allowDuplicateFields, out located);
    }
}
