using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// The library over a pipe that holds the whole input, in one segment or in many. The difference is the cost of stitching long lines.
/// Only measured where it is selected by name.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="segmentBytes">The size of a segment; 0 for one segment.</param>
internal sealed class OverSegments(EventEngine engine, int segmentBytes) : LibraryContender(engine, NameOf(engine, segmentBytes))
{
    private (Workload Workload, ReadOnlySequence<byte> Input)? _prepared;

    public static string NameOf(EventEngine engine, int segmentBytes)
        => segmentBytes == 0
            ? $"{InMemory.NameOf(engine)}, PipeReader over memory"
            : string.Create(CultureInfo.InvariantCulture, $"{InMemory.NameOf(engine)}, segments of {segmentBytes} B");

    public override bool Supports(Scope scope) => false;

    protected override TSink Read<TSink>(Workload workload)
    {
        if (_prepared?.Workload != workload)
            _prepared = (workload, Cut(workload));

        return ReadAsync<TSink>(EventReader.Create(PipeReader.Create(_prepared.Value.Input), Options)).AsTask().GetAwaiter().GetResult();
    }

    private ReadOnlySequence<byte> Cut(Workload workload)
    {
        if (segmentBytes == 0)
            return new ReadOnlySequence<byte>(workload.Memory);

        // A pipe stores what is written to it in segments, and keeps them until they are consumed.
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: segmentBytes, pauseWriterThreshold: 0));
        foreach (ReadOnlyMemory<byte> part in Parts(workload.Memory))
        {
            part.CopyTo(pipe.Writer.GetMemory(segmentBytes));
            pipe.Writer.Advance(part.Length);
        }

        pipe.Writer.Complete();
        _ = pipe.Reader.TryRead(out ReadResult result);
        return result.Buffer;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> bytes)
    {
        for (int start = 0; start < bytes.Length; start += segmentBytes)
            yield return bytes[start..Math.Min(bytes.Length, start + segmentBytes)];
    }
}
