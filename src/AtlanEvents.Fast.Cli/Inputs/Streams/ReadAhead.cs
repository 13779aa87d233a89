using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace AtlanEvents.Fast.Cli.Inputs.Streams;

/// <summary>Reads a stream on a background task, some buffers ahead of the consumer.</summary>
/// <remarks>
/// Reading, decompressing and parsing thus run in parallel. If the stream fails, the consumer first receives all bytes that preceded the
/// failure; the read after them throws.
/// </remarks>
internal sealed class ReadAhead : PipeReader
{
    private const int BufferSize = 256 * 1024;

    // Large enough to even out reader and consumer, small enough to stay in the caches.
    private const int BuffersAhead = 4;

    private readonly PipeReader _reader;
    private ExceptionDispatchInfo? _failure;

    // The end of the last bytes before a failure, and whether the consumer has seen all of them, although it may not have consumed them.
    private SequencePosition? _lastEnd;
    private bool _isLastExamined;

    private ReadAhead(PipeReader reader) => _reader = reader;

    /// <summary>Starts reading.</summary>
    /// <param name="stream">Disposed at its end, or when the reader is completed.</param>
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

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _isLastExamined = examined.Equals(_lastEnd);
        _reader.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => _reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _reader.Complete(exception);

    // Withholds the end, and the failure that caused it, while there are bytes that the consumer has not seen.
    private ReadResult Check(ReadResult result)
    {
        if (!result.IsCompleted || _failure is null)
            return result;

        if (result.Buffer.IsEmpty || _isLastExamined)
            _failure.Throw();

        _lastEnd = result.Buffer.End;
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
            // Every failure is rethrown to the consumer.
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }
}
