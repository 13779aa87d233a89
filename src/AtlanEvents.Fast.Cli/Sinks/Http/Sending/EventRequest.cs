using System.Net;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>The request of one lane, which is used again for every event and every attempt.</summary>
internal sealed class EventRequest : IDisposable
{
    private const string SecretHeader = "x-atlan-signing-secret";
    private const string Agent = "atlan-events";

    private readonly HttpSinkOptions _options;
    private EventContent _content = new();

    public EventRequest(HttpSinkOptions options)
    {
        _options = options;
        Message = Create();
    }

    public HttpRequestMessage Message { get; private set; }

    /// <summary>Takes what is left of an answer.</summary>
    public byte[] Scratch { get; } = new byte[4096];

    public void Set(ReadOnlyMemory<byte> eventLine) => _content.Set(eventLine);

    /// <summary>Lets go of the event's bytes.</summary>
    /// <returns>Whether they may be used for something else. If not, they are still being read.</returns>
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
        // HTTP/2 where TLS agrees on it (ALPN), else HTTP/1.1.
        var message = new HttpRequestMessage(HttpMethod.Post, _options.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = _content,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", Agent);
        if (_options.Secret is not null)
            message.Headers.TryAddWithoutValidation(SecretHeader, _options.Secret);

        return message;
    }
}
