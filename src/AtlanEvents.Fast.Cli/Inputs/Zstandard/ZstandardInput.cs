namespace AtlanEvents.Fast.Cli.Inputs.Zstandard;

/// <summary>Decompresses Zstandard (RFC 8878): frames one after the other, with skippable ones among them.</summary>
/// <param name="compressed">The frames; disposed of with this one.</param>
/// <param name="decoder">What decompresses them; disposed of with this one.</param>
internal sealed class ZstandardInput(Stream compressed, ZstandardDecoder decoder) : ForwardStream
{
    private const int BlockHeaderLength = 3;

    // A block is 128 KiB at most.
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    // How many bytes the decoder wants next; 0 between two frames.
    private int _wanted;
    private bool _isOutputLeft;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <exception cref="InvalidDataException">
    /// The data is damaged, cut, or followed by something else. A checksum stands behind the data that it is for, so when it is
    /// found to be wrong, that data was given out.
    /// </exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int written = 0;
        while (written == 0 && buffer.Length > 0)
        {
            if (_wanted == 0 && !await TryStartFrameAsync(cancellationToken).ConfigureAwait(false))
                return 0;

            if (!_isOutputLeft && _start == _end && !await TryFillAsync(cancellationToken).ConfigureAwait(false))
                throw Cut();

            written = Decompress(buffer.Span);
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
            compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    // What a call decompressed before it met damage is lost. So a call gets one block, without the header of the next one, which the decoder
    // wants as well, and nothing new as long as there is output left of the last one: no block before the damaged one is lost.
    private int Decompress(Span<byte> output)
    {
        int most = _wanted > BlockHeaderLength ? _wanted - BlockHeaderLength : _wanted;
        ReadOnlySpan<byte> input = _isOutputLeft ? [] : Unread[..Math.Min(Unread.Length, most)];
        _wanted = decoder.Decompress(input, output, out int read, out int written);
        _start += read;
        _isOutputLeft = _wanted > 0 && written == output.Length;
        return written;
    }

    // Looks at the magic bytes itself: there are libraries that would also take frames from before the format was settled.
    private async ValueTask<bool> TryStartFrameAsync(CancellationToken cancellationToken)
    {
        while (Unread.Length < MagicBytes.MaxLength)
        {
            if (await TryFillAsync(cancellationToken).ConfigureAwait(false))
                continue;

            if (Unread.IsEmpty)
                return false;

            throw MagicBytes.IsStartOfZstandard(Unread) ? Cut() : SomethingElse();
        }

        if (MagicBytes.Recognise(Unread) != Compression.Zstandard)
            throw SomethingElse();

        _wanted = decoder.StartFrame();
        return true;
    }

    private async ValueTask<bool> TryFillAsync(CancellationToken cancellationToken)
    {
        Unread.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int count = await compressed.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private static InvalidDataException Cut() => new("It ends inside the Zstandard data. The whole lines before that were processed.");

    private static InvalidDataException SomethingElse()
        => new("There is something else behind the Zstandard data. The whole lines before that were processed.");
}
