using System.Buffers;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Passes over the start of what was decompressed, which another run has read.</summary>
/// <param name="stream">The decompressed bytes; disposed of with this one.</param>
/// <param name="length">How many bytes are passed over.</param>
internal sealed class SkippedStart(Stream stream, long length) : ForwardStream
{
    private const int BufferSize = 256 * 1024;

    private long _left = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left > 0)
            await SkipAsync(cancellationToken).ConfigureAwait(false);

        return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SkipAsync(CancellationToken cancellationToken)
    {
        byte[] passed = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while (_left > 0 && (count = await stream.ReadAsync(passed.AsMemory(0, (int)Math.Min(_left, passed.Length)), cancellationToken).ConfigureAwait(false)) > 0)
                _left -= count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(passed);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();

        base.Dispose(disposing);
    }
}
