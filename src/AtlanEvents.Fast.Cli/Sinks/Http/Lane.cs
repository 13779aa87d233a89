using System.Threading.Channels;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>An event that waits to be sent, in a pooled buffer.</summary>
/// <param name="Number">Its number in the sink.</param>
/// <param name="Position">Its position in the input.</param>
/// <param name="Buffer">The buffer that starts with its line.</param>
/// <param name="Length">The length of its line.</param>
/// <param name="Delivered">Completed when it is delivered; <see langword="null"/> if nobody waits for this event.</param>
internal readonly record struct QueuedEvent(long Number, EventPosition Position, byte[] Buffer, int Length, TaskCompletionSource? Delivered)
{
    public ReadOnlyMemory<byte> Line => Buffer.AsMemory(0, Length);
}

/// <summary>A queue whose events are sent one at a time, retries included, so that the events of an asset arrive in order.</summary>
internal sealed class Lane(HttpSink sink, EventSender sender) : IDisposable
{
    private readonly Channel<QueuedEvent> _queue =
        Channel.CreateUnbounded<QueuedEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Adds an event. <see cref="DeliveryWindow"/> bounds the queue.</summary>
    public void Add(in QueuedEvent queued) => _queue.Writer.TryWrite(queued);

    /// <summary>Ends the queue.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Sends events until the queue ends or the lane is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && _queue.Reader.TryRead(out QueuedEvent next))
                    Complete(next, await sender.SendAsync(next.Line, stop).ConfigureAwait(false), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Events left in the queue are not acknowledged.
        }
        catch (Exception exception)
        {
            sink.Fail(exception);
        }
    }

    public void Dispose() => sender.Dispose();

    private void Complete(in QueuedEvent sent, Outcome<ReceiverResponse> outcome, CancellationToken stop)
    {
        bool canReuseBuffer = sender.TryRelease();
        if (outcome.Exception is null && outcome.Result.IsSuccess)
            sink.OnDelivered(sent, canReuseBuffer);
        else if (outcome.Exception is null && !outcome.Result.IsTransient)
            sink.OnRefused(sent, outcome.Result, canReuseBuffer);
        else if (!stop.IsCancellationRequested)
            sink.OnGivenUp(outcome, sender.LastFailure);
    }
}
