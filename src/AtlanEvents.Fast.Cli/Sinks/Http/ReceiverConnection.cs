using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The response of the receiver to an event.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">The time that the receiver asks to wait, if it does.</param>
internal readonly record struct ReceiverResponse(int Status, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the receiver cannot accept any event for now: RFC 9110 sections 15.5.9 and 15.6, RFC 8470, RFC 6585.</summary>
    public bool IsTransient
        => Status is (int)HttpStatusCode.RequestTimeout or 425 or (int)HttpStatusCode.TooManyRequests or >= 500;

    public bool IsUnauthorized => Status == (int)HttpStatusCode.Unauthorized;

    public bool IsForbidden => Status == (int)HttpStatusCode.Forbidden;

    public static ReceiverResponse From(HttpResponseMessage response)
    {
        // "Retry-After = HTTP-date / delay-seconds" (RFC 9110 section 10.2.3)
        RetryConditionHeaderValue? retryAfter = response.Headers.RetryAfter;
        return new ReceiverResponse((int)response.StatusCode, retryAfter?.Delta ?? (retryAfter?.Date - DateTimeOffset.UtcNow));
    }
}

/// <summary>The connections to the receiver.</summary>
internal sealed class ReceiverConnection : IDisposable
{
    // Only the status matters. This much of the body is drained, so that the connection can be reused.
    private const int MaxDrainBytes = 64 * 1024;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    // Makes a long run notice DNS changes.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _invoker;

    public ReceiverConnection(HttpSinkSettings settings)
    {
        // HttpClient's timeouts and buffering are not needed and would allocate.
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = settings.Concurrency,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = s_connectionLifetime,
            ConnectTimeout = settings.Timeout < s_connectTimeout ? settings.Timeout : s_connectTimeout,
            MaxResponseDrainSize = 0,
        });
    }

    /// <summary>Sends an event and reads the response.</summary>
    /// <returns>The response, or the exception that prevented it.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<ReceiverResponse>> PostAsync(EventRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage message = await _invoker.SendAsync(request.Message, cancellationToken).ConfigureAwait(false);
            var response = ReceiverResponse.From(message);
            await DrainAsync(message, request.Scratch, cancellationToken).ConfigureAwait(false);
            return Outcome.FromResult(response);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler reports ConnectTimeout in this way.
            return Outcome.FromException<ReceiverResponse>(new TimeoutException(exception.Message, exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return Outcome.FromException<ReceiverResponse>(exception);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static async ValueTask DrainAsync(HttpResponseMessage message, byte[] scratch, CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int count;
            for (int total = 0; total < MaxDrainBytes; total += count)
            {
                count = await body.ReadAsync(scratch, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status was received, so the event is settled. Disposing the response closes the connection.
        }
    }
}
