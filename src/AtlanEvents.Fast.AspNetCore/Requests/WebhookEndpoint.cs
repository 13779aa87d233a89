using System.Threading.RateLimiting;
using AtlanEvents.Fast.AspNetCore.Delivery;
using AtlanEvents.Fast.AspNetCore.Secrets;
using AtlanEvents.Fast.AspNetCore.Telemetry;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Reassembly;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace AtlanEvents.Fast.AspNetCore.Requests;

/// <summary>Answers the requests of one endpoint.</summary>
#pragma warning disable CA1001 // An endpoint lives as long as the application.
internal sealed class WebhookEndpoint
#pragma warning restore CA1001
{
    private const string SecretHeader = "x-atlan-signing-secret";

    // Only a handshake, which is much shorter and never compressed, is accepted without a secret. So a stranger can make the receiver read
    // and keep no more than this.
    private const int MaxUnsignedBytes = 4 * 1024;

    private readonly CurrentSecrets _secrets;
    private readonly IMessageInvoker _invoker;
    private readonly WebhookMetrics _metrics;
    private readonly ILogger _log;
    private readonly long _maxBodyBytes;
    private readonly int _retryAfterSeconds;
    private readonly ConcurrencyLimiter _inFlight;
    private readonly ObjectPool<EventParser> _parsers;
    private readonly ObjectPool<EventParser> _handshakeParsers;

    public WebhookEndpoint(
        AtlanWebhookOptions options,
        CurrentSecrets secrets,
        IMessageInvoker invoker,
        WebhookMetrics metrics,
        ILogger<WebhookEndpoint> log)
    {
        _secrets = secrets;
        _invoker = invoker;
        _metrics = metrics;
        _log = log;
        _maxBodyBytes = options.MaxBodyBytes;
        _retryAfterSeconds = (int)Math.Ceiling(options.RetryAfter.TotalSeconds);
        _inFlight = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.MaxInFlight, QueueLimit = 0 });
        _parsers = CreatePool(new EventReaderOptions
        {
            MaxLineBytes = options.MaxBodyBytes,
            EnginePool = new EventEnginePool(),
            Reassembly = new ReassemblyOptions { MaxMessageBytes = options.MaxMessageBytes },
        });

        // Unpacks nothing, and leaves alone what the other parsers have learned.
        _handshakeParsers = CreatePool(new EventReaderOptions { MaxLineBytes = MaxUnsignedBytes });
        metrics.ObserveInFlight(() => options.MaxInFlight - (_inFlight.GetStatistics()?.CurrentAvailablePermits ?? 0));
    }

    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        Problem? problem;
        try
        {
            problem = MediaType.IsSupported(context.Request)
                ? await ReceiveAsync(context).ConfigureAwait(false)
                : Problem.UnsupportedMediaType;
        }
        catch (BadHttpRequestException exception)
        {
            problem = Problem.Of(exception);
        }
        catch (InvalidDataException)
        {
            problem = Problem.Undecodable;
        }
        catch (Exception exception) when (exception is IOException || context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for a response.
            _metrics.Add(context, Outcomes.Aborted);
            return;
        }

        if (problem is null)
            return;

        _metrics.Add(context, problem.Outcome);
        Log.Refused(_log, problem.Status, problem.Detail);
        await problem.WriteAsync(context, _retryAfterSeconds).ConfigureAwait(false);
    }

    private async ValueTask<Problem?> ReceiveAsync(HttpContext context)
    {
        // A page in a browser that reaches this address could send events. Browsers name the origin of the page. Endpoints with a secret
        // need no check, because no page knows the secret.
        if (!_secrets.AreRequired && context.Request.Headers.Origin.Count > 0)
            return Problem.FromWebPage;

        if (!_secrets.Accept(context.Request.Headers[SecretHeader]))
            return await ReceiveUnsignedAsync(context).ConfigureAwait(false);

        if (context.Request.ContentLength > _maxBodyBytes)
            return Problem.TooLong;

        using RateLimitLease lease = _inFlight.AttemptAcquire();
        if (!lease.IsAcquired)
            return Problem.Full;

        using RequestBody? body = await ReadAsync(context, _maxBodyBytes).ConfigureAwait(false);
        if (body is null)
            return Problem.TooLong;

        Problem? problem = StartHandling(context, body.Memory, out ValueTask handling, out string outcome);
        if (problem is not null)
            return problem;

        try
        {
            await handling.ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            Log.HandlerFailed(_log, exception.GetType().Name);
            return Problem.NotAccepted;
        }

        _metrics.Add(context, outcome);
        return null;
    }

    private async ValueTask<Problem?> ReceiveUnsignedAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxUnsignedBytes)
            return Problem.Unauthorized;

        using RequestBody? body = await ReadAsync(context, MaxUnsignedBytes).ConfigureAwait(false);
        if (body is null || !IsHandshake(body.Memory.Span))
            return Problem.Unauthorized;

        _metrics.Add(context, Outcomes.Handshake);
        Log.Handshake(_log);
        return null;
    }

    private static ValueTask<RequestBody?> ReadAsync(HttpContext context, long maxBytes)
        => RequestBody.ReadAsync(context.Request.BodyReader, maxBytes, context.RequestAborted);

    private static ObjectPool<EventParser> CreatePool(EventReaderOptions options)
        => new DefaultObjectPoolProvider().Create(new ParserPolicy(options));

    private bool IsHandshake(ReadOnlySpan<byte> body)
    {
        EventParser parser = _handshakeParsers.Get();
        try
        {
            return parser.Parse(body, out _).NotRoutableReason == NotRoutableReason.WebhookHandshake;
        }
        finally
        {
            _handshakeParsers.Return(parser);
        }
    }

    // The parser may be reused when the handler has its task, because views are valid only until then.
    private Problem? StartHandling(HttpContext context, ReadOnlyMemory<byte> body, out ValueTask handling, out string outcome)
    {
        handling = default;
        outcome = Outcomes.Event;
        EventParser parser = _parsers.Get();
        try
        {
            LineVerdict verdict = parser.Parse(body.Span, out EventView view);
            if (verdict.Outcome == LineOutcome.Blank)
                return Problem.Empty;

            if (verdict.Outcome == LineOutcome.Rejected)
                return Problem.Rejected(verdict.FaultReason);

            if (verdict.Outcome == LineOutcome.NotRoutable)
            {
                bool isHandshake = verdict.NotRoutableReason == NotRoutableReason.WebhookHandshake;
                outcome = isHandshake ? Outcomes.Handshake : Outcomes.NotRoutable;
                if (isHandshake)
                {
                    Log.Handshake(_log);
                    return null;
                }
            }

            return _invoker.TryInvoke(context, view, verdict, body, out handling) ? null : Problem.SplitMessage;
        }
        catch (Exception exception)
        {
            // A handler may throw before it returns a task.
            handling = ValueTask.FromException(exception);
            return null;
        }
        finally
        {
            _parsers.Return(parser);
        }
    }

    private sealed class ParserPolicy(EventReaderOptions options) : PooledObjectPolicy<EventParser>
    {
        public override EventParser Create() => new(options);

        public override bool Return(EventParser obj)
        {
            // Frees the memory of a large message.
            obj.Parse(default, out _);
            return true;
        }
    }
}
