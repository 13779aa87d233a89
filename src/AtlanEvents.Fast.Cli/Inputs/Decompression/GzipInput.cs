using System.IO.Compression;
using AtlanEvents.Fast.Cli.Inputs.Streams;

namespace AtlanEvents.Fast.Cli.Inputs.Decompression;

/// <summary>
/// Decompresses gzip (RFC 1952) with one or more members. Unlike <see cref="GZipStream"/>, it rejects trailing data and describes what is
/// wrong with damaged data.
/// </summary>
internal sealed class GzipInput : WrappingStream
{
    // A call that meets damage loses all it decompressed before, so calls are kept small. gzip(1) loses as much.
    private const int MaxReadSize = 32 * 1024;

    private readonly CountingStream _compressed;

    public GzipInput(Stream compressed)
        : this(new CountingStream(compressed))
    {
    }

    private GzipInput(CountingStream compressed)
        : base(new GZipStream(compressed, CompressionMode.Decompress)) => _compressed = compressed;

    /// <exception cref="InvalidDataException">
    /// The data is damaged, truncated, or followed by something else. A checksum follows the data it covers, so most of that data was
    /// already returned when a mismatch is found.
    /// </exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await Inner.ReadAsync(buffer[..Math.Min(buffer.Length, MaxReadSize)], cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                _compressed.IsEndReached
                    ? "the gzip data is truncated; the complete lines before that were processed"
                    : "the gzip data or its checksum is corrupt; the lines before that were processed, and the last of them may be wrong",
                exception);
        }

        // After a member, GZipStream looks for another one. It reads to the end of the input unless it finds something else.
        if (count == 0 && buffer.Length > 0 && !_compressed.IsEndReached)
            throw new InvalidDataException("the gzip data is followed by other data; the complete lines before that were processed");

        return count;
    }
}
