using AtlanEvents.Fast.Cli.Inputs.Streams;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Repeats the same lines up to a length, to simulate a dump of any size in little memory.</summary>
/// <param name="lines">NDJSON, each line ended by a newline.</param>
/// <param name="length">The number of bytes, rounded down to whole repetitions, at least one.</param>
internal sealed class RepeatingStream(ReadOnlyMemory<byte> lines, long length) : ForwardStream
{
    private long _left = LengthOf(lines, length);
    private int _position;

    /// <summary>The length of the stream in bytes.</summary>
    public static long LengthOf(ReadOnlyMemory<byte> lines, long length) => Math.Max(1, length / lines.Length) * lines.Length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = (int)Math.Min(Math.Min(buffer.Length, lines.Length - _position), _left);
        lines.Slice(_position, count).CopyTo(buffer);
        _left -= count;
        _position = (_position + count) % lines.Length;
        return ValueTask.FromResult(count);
    }
}
