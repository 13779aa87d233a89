using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>
/// Decompresses gzip (RFC 1952), one member or several. Unlike <see cref="GZipStream"/>, it reports what is behind them, and
/// says what is wrong.
/// </summary>
internal sealed class GzipInput : ForwardStream
{
    // What was decompressed in the same call as damage was found is lost. So not all of a large buffer is asked for at once; gzip(1)
    // loses as much.
    private const int PieceSize = 32 * 1024;

    private readonly ObservedStream _compressed;
    private readonly GZipStream _gzip;

    public GzipInput(Stream compressed)
    {
        _compressed = new ObservedStream(compressed);
        _gzip = new GZipStream(_compressed, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">
    /// The data is damaged, cut, or followed by something else. A checksum stands behind the data that it is for, so when it is
    /// found to be wrong, that data was mostly given out.
    /// </exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await _gzip.ReadAsync(buffer[..Math.Min(buffer.Length, PieceSize)], cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                _compressed.IsEndReached
                    ? "It ends inside the gzip data. The whole lines before that were processed."
                    : "The gzip data or their checksum is wrong. Lines before that were processed, and the last of them may be wrong as well.",
                exception);
        }

        // Behind a member GZipStream looks for another. It asks on to the end of the input, unless it meets what is none.
        if (count == 0 && buffer.Length > 0 && !_compressed.IsEndReached)
            throw new InvalidDataException("There is something else behind the gzip data. The whole lines before that were processed.");

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();

        base.Dispose(disposing);
    }
}
