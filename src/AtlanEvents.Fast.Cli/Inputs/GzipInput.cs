using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Decompresses gzip (RFC 1952), one member or several. Unlike <see cref="GZipStream"/>, it reports what is behind them.</summary>
internal sealed class GzipInput : ForwardStream
{
    private readonly ObservedStream _compressed;
    private readonly GZipStream _gzip;

    public GzipInput(Stream compressed)
    {
        _compressed = new ObservedStream(compressed);
        _gzip = new GZipStream(_compressed, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged, cut, or followed by something else.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

        // Behind a member GZipStream looks for another. It asks on to the end of the input, unless it meets what is none.
        if (count == 0 && buffer.Length > 0 && !_compressed.IsEndReached)
            throw new InvalidDataException("There is something other than gzip data behind the gzip data.");

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();

        base.Dispose(disposing);
    }
}
