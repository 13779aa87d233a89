using AtlanEvents.Fast.Cli.Inputs.Streams;

namespace AtlanEvents.Fast.Cli.Inputs.Decompression;

/// <summary>Fails when an input decompresses to more bytes than allowed.</summary>
/// <param name="decompressed">The decompressed bytes; disposed with this stream.</param>
/// <param name="limit">The number of bytes allowed.</param>
/// <param name="name">The name of the input, for the message.</param>
internal sealed class DecompressionLimit(Stream decompressed, long limit, string name) : WrappingStream(decompressed)
{
    private long _returned;
    private bool _isExceeded;

    /// <exception cref="ToolException">All bytes up to the limit were returned, and there are more.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isExceeded)
            ThrowExceeded();

        // Reads one byte beyond the limit, but never returns it: it distinguishes an input that ends at the limit from a longer one.
        long remaining = limit - _returned;
        if (buffer.Length > remaining)
            buffer = buffer[..(int)(remaining + 1)];

        int count = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > remaining)
        {
            _isExceeded = true;
            count = (int)remaining;
            if (count == 0)
                ThrowExceeded();
        }

        _returned += count;
        return count;
    }

    private void ThrowExceeded() => throw new ToolException(
        ExitCode.CorruptInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} decompresses to more than the {limit:N0} bytes of --max-decompressed-bytes; "
                + $"the complete lines before that were processed"));
}
