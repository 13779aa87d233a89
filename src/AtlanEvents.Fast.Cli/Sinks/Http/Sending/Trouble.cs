using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using AtlanEvents.Fast.Cli.Terminal;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>Why the receiver did not take an event, for people. Holds nothing of the event, the secret or the address.</summary>
/// <param name="Reason">What happened, as in <c>Connection refused</c>.</param>
/// <param name="Advice">A sentence that says what to look at.</param>
internal sealed record Trouble(string Reason, string Advice)
{
    private const string IsItRunning = "Check the address, and that the receiver is running.";
    private const string IsItWell = "See what the receiver's own log says.";
    private const string IsItTrusted = "Its certificate must be one that this machine trusts, and the address one that speaks TLS.";

    /// <summary>Whether another attempt may help.</summary>
    public static bool IsTransient(Outcome<Answer> outcome) => outcome.Exception switch
    {
        null => outcome.Result.IsTransient,
        HttpRequestException or IOException or TimeoutException or TimeoutRejectedException or BrokenCircuitException => true,
        _ => false,
    };

    /// <summary>Whether TLS failed for a reason that stays, such as a certificate that is not trusted.</summary>
    public static bool IsDistrust(Outcome<Answer> outcome) => CauseOf<AuthenticationException>(outcome.Exception) is not null;

    public static Trouble Of(Outcome<Answer> outcome, TimeSpan timeout) => outcome.Exception switch
    {
        null => new Trouble(string.Create(CultureInfo.InvariantCulture, $"it answered {outcome.Result.Status}"), IsItWell),
        TimeoutRejectedException => new Trouble($"no answer within {Quantity.Seconds(timeout)}", "--timeout SECONDS gives it longer."),
        TimeoutException => new Trouble("no connection in time", IsItRunning),
        HttpRequestException exception => Of(exception),
        Exception exception => new Trouble($"the connection broke ({SystemMessage.Of(exception)})", IsItWell),
    };

    private static Trouble Of(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new Trouble("its name cannot be resolved", "Check the address, and the network."),
        HttpRequestError.ConnectionError => new Trouble(CauseOf<SocketException>(exception)?.Message ?? "no connection", IsItRunning),
        HttpRequestError.SecureConnectionError => new Trouble(
            CauseOf<AuthenticationException>(exception) is { } distrust ? $"no TLS ({distrust.Message.TrimEnd('.')})" : "no TLS",
            IsItTrusted),
        HttpRequestError.ResponseEnded => new Trouble("it closed the connection without an answer", IsItWell),
        HttpRequestError.InvalidResponse => new Trouble("what it answers is not HTTP", IsItRunning),
        _ => new Trouble(CauseOf<SocketException>(exception)?.Message ?? "the connection broke", IsItWell),
    };

    private static TException? CauseOf<TException>(Exception? exception)
        where TException : Exception
    {
        while (exception is not null and not TException)
            exception = exception.InnerException;

        return (TException?)exception;
    }
}
