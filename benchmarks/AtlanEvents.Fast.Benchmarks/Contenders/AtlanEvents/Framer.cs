using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>The library's framing alone.</summary>
internal sealed class Framer : FrameContender
{
    public override string Name => "AtlanEvents.Fast LineFramer";

    protected override ContenderResult Frame(Workload workload)
    {
        ReadOnlySpan<byte> bytes = workload.Bytes;
        using var framer = new LineFramer(EventReaderOptions.DefaultMaxLineBytes);
        long lines = 0;
        ulong sum = 0;
        while (framer.TryReadLine(bytes, out LineFrame frame))
        {
            sum += (ulong)(frame.Offset ^ frame.Length);
            lines++;
        }

        return new ContenderResult(lines, sum);
    }
}
