using System.Net;
using System.Net.Http.Headers;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>The body of a request: one raw event. Is used again for the next one.</summary>
internal sealed class EventContent : HttpContent
{
    private ReadOnlyMemory<byte> _event;
    private int _writers;

    public EventContent() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

    /// <summary>Whether the bytes are still being written: over HTTP/2 an answer may come before all of them went out.</summary>
    public bool IsBeingWritten => Volatile.Read(ref _writers) > 0;

    /// <summary>Sets the event to send.</summary>
    public void Set(ReadOnlyMemory<byte> eventLine)
    {
        _event = eventLine;
        Headers.ContentLength = eventLine.Length;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _event.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writers);
        try
        {
            await stream.WriteAsync(_event, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _writers);
        }
    }
}
