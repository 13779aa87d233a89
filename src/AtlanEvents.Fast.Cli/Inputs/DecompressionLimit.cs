using System.Globalization;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Stops an input that decompresses to more than was asked for, however it is compressed.</summary>
/// <param name="decompressed">The decompressed bytes; disposed of with this one.</param>
/// <param name="limit">So many bytes are passed on, and the first one more is an error.</param>
/// <param name="name">The name of the input, for the message.</param>
internal sealed class DecompressionLimit(Stream decompressed, long limit, string name) : ForwardStream
{
    private long _passedOn;
    private bool _isExceeded;

    /// <exception cref="ToolException">The bytes up to the limit were passed on, and there are more.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isExceeded)
            ThrowExceeded();

        // One byte beyond the limit is asked for, and never passed on: it tells an input that ends there from one that goes on.
        long left = limit - _passedOn;
        if (buffer.Length > left)
            buffer = buffer[..(int)(left + 1)];

        int count = await decompressed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > left)
        {
            _isExceeded = true;
            count = (int)left;
            if (count == 0)
                ThrowExceeded();
        }

        _passedOn += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            decompressed.Dispose();

        base.Dispose(disposing);
    }

    private void ThrowExceeded() => throw new ToolException(
        ExitCode.CorruptInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} decompresses to more than the {limit:N0} bytes of --max-decompressed-bytes. The whole lines before that were processed."));
}
