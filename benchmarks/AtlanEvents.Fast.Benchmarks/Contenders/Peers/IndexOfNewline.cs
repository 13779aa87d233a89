using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>The simplest way to find lines: a vectorised search for each newline.</summary>
internal sealed class IndexOfNewline : FrameContender
{
    public override string Name => "Span.IndexOf newline";

    protected override ContenderResult Frame(Workload workload)
    {
        ReadOnlySpan<byte> bytes = workload.Bytes;
        int position = 0;
        long lines = 0;
        ulong sum = 0;
        while (position < bytes.Length)
        {
            int length = bytes[position..].IndexOf((byte)'\n');
            if (length < 0)
                break;

            sum += (ulong)((long)position ^ length);
            position += length + 1;
            lines++;
        }

        return new ContenderResult(lines, sum);
    }
}
