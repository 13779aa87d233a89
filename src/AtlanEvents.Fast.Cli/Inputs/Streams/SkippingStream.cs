namespace AtlanEvents.Fast.Cli.Inputs.Streams;

/// <summary>Skips the first bytes of a stream that cannot seek: the part of a compressed input that an earlier run processed.</summary>
/// <param name="stream">The stream to read; disposed with this one.</param>
/// <param name="length">The number of bytes to skip.</param>
internal sealed class SkippingStream(Stream stream, long length) : WrappingStream(stream)
{
    private const int BufferSize = 256 * 1024;

    private long _remaining = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_remaining > 0)
            await SkipAsync(cancellationToken).ConfigureAwait(false);

        return await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SkipAsync(CancellationToken cancellationToken)
    {
        byte[] skipped = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count = -1;
            while (_remaining > 0 && count != 0)
            {
                Memory<byte> target = skipped.AsMemory(0, (int)Math.Min(_remaining, skipped.Length));
                count = await Inner.ReadAsync(target, cancellationToken).ConfigureAwait(false);
                _remaining -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(skipped);
        }
    }
}
