using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Reads a stream on a thread of its own, some buffers ahead of whoever takes the bytes.</summary>
/// <remarks>
/// So reading, decompressing and parsing go on side by side. A stream that fails gives what came before first: the exception comes
/// when all of that was taken.
/// </remarks>
internal sealed class ReadAhead : PipeReader
{
    private const int BufferSize = 256 * 1024;

    // Enough to even out the two sides, and still within the caches.
    private const int BuffersAhead = 4;

    private readonly PipeReader _reader;
    private ExceptionDispatchInfo? _failure;

    private ReadAhead(PipeReader reader) => _reader = reader;

    /// <summary>Starts to read.</summary>
    /// <param name="stream">Disposed of at its end, or when the reader is completed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static ReadAhead Start(Stream stream, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: BuffersAhead * BufferSize,
            resumeWriterThreshold: BuffersAhead * BufferSize / 2,
            minimumSegmentSize: BufferSize,
            useSynchronizationContext: false));
        var ahead = new ReadAhead(pipe.Reader);
        _ = Task.Run(() => ahead.FillAsync(stream, pipe.Writer, cancellationToken), CancellationToken.None);
        return ahead;
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return Check(result);
    }

    public override bool TryRead(out ReadResult result)
    {
        bool isRead = _reader.TryRead(out result);
        if (isRead)
            result = Check(result);

        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => _reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => _reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _reader.Complete(exception);

    // As long as bytes come, the end, and why it is one, is kept back.
    private ReadResult Check(ReadResult result)
    {
        if (!result.IsCompleted || _failure is null)
            return result;

        if (result.Buffer.IsEmpty)
            _failure.Throw();

        return new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false);
    }

    private async Task FillAsync(Stream stream, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                int count;
                while ((count = await stream.ReadAsync(writer.GetMemory(BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    writer.Advance(count);
                    FlushResult result = await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                    if (result.IsCompleted)
                        break;
                }
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: the side that takes the bytes is told.
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }
}
