using System.Net;
using System.Net.Http.Headers;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The request of a lane, reused for every event and every attempt.</summary>
internal sealed class EventRequest : IDisposable
{
    private const string SecretHeader = "x-atlan-signing-secret";
    private const string Agent = "atlan-events";

    private readonly HttpSinkSettings _settings;
    private EventContent _content = new();

    public EventRequest(HttpSinkSettings settings)
    {
        _settings = settings;
        Message = Create();
    }

    public HttpRequestMessage Message { get; private set; }

    /// <summary>A buffer for draining responses.</summary>
    public byte[] Scratch { get; } = new byte[4096];

    public void Set(ReadOnlyMemory<byte> eventLine) => _content.Set(eventLine);

    /// <summary>Releases the bytes of the event.</summary>
    /// <returns>Whether their buffer may be reused. If not, they are still being read.</returns>
    public bool TryRelease()
    {
        if (!_content.IsBeingWritten)
        {
            _content.Set(default);
            return true;
        }

        _content = new EventContent();
        Message = Create();
        return false;
    }

    public void Dispose() => Message.Dispose();

    private HttpRequestMessage Create()
    {
        // HTTP/2 if TLS negotiates it (ALPN), otherwise HTTP/1.1.
        var message = new HttpRequestMessage(HttpMethod.Post, _settings.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = _content,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", Agent);
        if (_settings.Secret is not null)
            message.Headers.TryAddWithoutValidation(SecretHeader, _settings.Secret);

        return message;
    }
}

/// <summary>The body of a request: one raw event. Reused for the next event.</summary>
internal sealed class EventContent : HttpContent
{
    private ReadOnlyMemory<byte> _event;
    private int _writers;

    public EventContent() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

    /// <summary>Whether the bytes are still being sent: over HTTP/2 a response may arrive before the request is complete.</summary>
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
