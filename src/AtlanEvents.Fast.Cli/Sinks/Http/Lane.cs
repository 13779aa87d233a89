using System.Threading.Channels;
using AtlanEvents.Fast.Cli.Sinks.Http.Sending;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>A queue of events that are sent one after the other, so that those of one asset arrive in order, retries included.</summary>
internal sealed class Lane(HttpSink sink, EventSender sender) : IDisposable
{
    private readonly Channel<QueuedEvent> _queue =
        Channel.CreateUnbounded<QueuedEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Adds an event; <see cref="DeliveryWindow"/> bounds how many there are.</summary>
    public void Add(in QueuedEvent queued) => _queue.Writer.TryWrite(queued);

    /// <summary>Says that no more come.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Sends events until no more come, or it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && _queue.Reader.TryRead(out QueuedEvent next))
                    Settle(next, await sender.SendAsync(next.Line, stop).ConfigureAwait(false), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left in the queue is not acknowledged.
        }
        catch (Exception exception)
        {
            sink.Fail(exception);
        }
    }

    public void Dispose() => sender.Dispose();

    private void Settle(in QueuedEvent sent, Outcome<Answer> outcome, CancellationToken stop)
    {
        bool canReuse = sender.TryRelease();
        if (outcome.Exception is null && outcome.Result.IsTaken)
            sink.Taken(sent, canReuse);
        else if (outcome.Exception is null && !outcome.Result.IsTransient)
            sink.Refused(sent, outcome.Result, canReuse);
        else if (!stop.IsCancellationRequested)
            sink.GivenUp(sent, outcome, sender.LastTrouble);
    }
}
