using AtlanEvents.Fast.Cli.Inputs.Streams;
using ZstdSharp.Unsafe;

namespace AtlanEvents.Fast.Cli.Inputs.Decompression;

/// <summary>Decompresses Zstandard (RFC 8878): any number of frames, with skippable frames between them.</summary>
/// <remarks>Memory is bounded by the window of a frame, which may be up to 128 MiB.</remarks>
/// <param name="compressed">The frames; disposed with this stream.</param>
/// <param name="name">The name of the input, for messages.</param>
internal sealed class ZstandardInput(Stream compressed, string name) : WrappingStream(compressed)
{
    private const int BlockHeaderLength = 3;

    // A block has at most 128 KiB.
    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly unsafe ZSTD_DCtx_s* _decoder = Methods.ZSTD_createDStream();
    private int _start;
    private int _end;

    // The number of bytes that the decoder expects next; 0 between two frames.
    private int _expected;
    private bool _hasPendingOutput;
    private bool _isDisposed;

    ~ZstandardInput() => FreeDecoder();

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <exception cref="InvalidDataException">
    /// The data is damaged, truncated, or followed by something else. A checksum follows the data it covers, so that data was already
    /// returned when a mismatch is found.
    /// </exception>
    /// <exception cref="ToolException">A frame needs a window of more than 128 MiB.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int written = 0;
        while (written == 0 && buffer.Length > 0)
        {
            if (_expected == 0 && !await TryStartFrameAsync(cancellationToken).ConfigureAwait(false))
                return 0;

            if (!_hasPendingOutput && _start == _end && !await TryFillAsync(cancellationToken).ConfigureAwait(false))
                throw Truncated();

            written = Decompress(buffer.Span);
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            FreeDecoder();

        base.Dispose(disposing);
    }

    // A call that meets damage loses all it decompressed before. To lose no intact block, each call gets a single block without the header
    // of the next one, which the decoder expects as well, and no new input while output is pending.
    private unsafe int Decompress(Span<byte> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        int maxInput = _expected > BlockHeaderLength ? _expected - BlockHeaderLength : _expected;
        ReadOnlySpan<byte> input = _hasPendingOutput ? [] : Unread[..Math.Min(Unread.Length, maxInput)];
        fixed (byte* from = input, to = output)
        {
            var source = new ZSTD_inBuffer_s { src = from, size = (nuint)input.Length };
            var target = new ZSTD_outBuffer_s { dst = to, size = (nuint)output.Length };
            _expected = Check(Methods.ZSTD_decompressStream(_decoder, &target, &source));
            _start += (int)source.pos;
            _hasPendingOutput = _expected > 0 && target.pos == target.size;
            return (int)target.pos;
        }
    }

    // The decoder would also accept legacy frames, from before the format was standardised, so the magic bytes are checked here.
    private async ValueTask<bool> TryStartFrameAsync(CancellationToken cancellationToken)
    {
        while (Unread.Length < MagicBytes.MaxLength)
        {
            if (await TryFillAsync(cancellationToken).ConfigureAwait(false))
                continue;

            if (Unread.IsEmpty)
                return false;

            throw MagicBytes.IsStartOfZstandard(Unread) ? Truncated() : TrailingData();
        }

        if (MagicBytes.Recognise(Unread) != CompressionFormat.Zstandard)
            throw TrailingData();

        _expected = StartFrame();
        return true;
    }

    private async ValueTask<bool> TryFillAsync(CancellationToken cancellationToken)
    {
        Unread.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int count = await Inner.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private unsafe int StartFrame()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return Check(Methods.ZSTD_initDStream(_decoder));
    }

    private int Check(nuint result)
    {
        if (!Methods.ZSTD_isError(result))
            return (int)Math.Min(result, int.MaxValue);

        if (Methods.ZSTD_getErrorCode(result) == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge)
        {
            throw new ToolException(
                ExitCode.CorruptInput,
                $"cannot read {name}: decompressing it needs a window of more than 128 MiB; "
                    + "decompress it first: zstd -dc --long=31 FILE | atlan-events ...");
        }

        throw new InvalidDataException(
            $"the Zstandard data is corrupt ({Methods.ZSTD_getErrorName(result)}); the lines before that were processed, "
                + "and the last of them may be wrong");
    }

    private unsafe void FreeDecoder()
    {
        if (!_isDisposed)
            Methods.ZSTD_freeDStream(_decoder);

        _isDisposed = true;
    }

    private static InvalidDataException Truncated()
        => new("the Zstandard data is truncated; the complete lines before that were processed");

    private static InvalidDataException TrailingData()
        => new("the Zstandard data is followed by other data; the complete lines before that were processed");
}
