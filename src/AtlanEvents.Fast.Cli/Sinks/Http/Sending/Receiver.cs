using System.Runtime.CompilerServices;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>The connections to the receiver.</summary>
internal sealed class Receiver : IDisposable
{
    // Of an answer only the status counts. This much of the rest is read, so that the connection can be used again.
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    // So that a long run notices when a name leads elsewhere.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _invoker;

    public Receiver(HttpSinkOptions options)
    {
        // What HttpClient adds to the handler (timeouts, buffering) is done elsewhere or not needed, and costs allocations.
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = options.Concurrency,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = s_connectionLifetime,
            ConnectTimeout = options.Timeout < s_connectTimeout ? options.Timeout : s_connectTimeout,
            MaxResponseDrainSize = 0,
        });
    }

    /// <summary>Sends an event and reads the answer.</summary>
    /// <returns>The answer, or why there is none.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<Answer>> PostAsync(EventRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _invoker.SendAsync(request.Message, cancellationToken).ConfigureAwait(false);
            var answer = Answer.From(response);
            await DrainAsync(response, request.Scratch, cancellationToken).ConfigureAwait(false);
            return Outcome.FromResult(answer);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // ConnectTimeout says so in this way.
            return Outcome.FromException<Answer>(new TimeoutException(exception.Message, exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return Outcome.FromException<Answer>(exception);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static async ValueTask DrainAsync(HttpResponseMessage response, byte[] scratch, CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int count;
            for (int total = 0; total < LongestAnswer; total += count)
            {
                count = await body.ReadAsync(scratch, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The answer was given. The connection is closed when the response is disposed of.
        }
    }
}
