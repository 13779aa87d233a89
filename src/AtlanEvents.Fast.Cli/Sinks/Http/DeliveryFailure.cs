using System.Net.Sockets;
using System.Security.Authentication;
using AtlanEvents.Fast.Cli.Terminal;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Why the receiver did not accept an event, for people. Contains nothing of the event, the secret or the address.</summary>
/// <param name="Reason">What happened, such as <c>Connection refused</c>.</param>
/// <param name="Advice">What to check, as a sentence.</param>
internal sealed record DeliveryFailure(string Reason, string Advice)
{
    private const string CheckAddress = "Check the address, and that the receiver is running.";
    private const string CheckLog = "Check the log of the receiver.";
    private const string CheckCertificate = "Check that this machine trusts its certificate, and that the address uses TLS.";

    /// <summary>Whether another attempt may succeed.</summary>
    public static bool IsTransient(Outcome<ReceiverResponse> outcome) => outcome.Exception switch
    {
        null => outcome.Result.IsTransient,
        HttpRequestException or IOException or TimeoutException or TimeoutRejectedException or BrokenCircuitException => true,
        _ => false,
    };

    /// <summary>Whether the TLS handshake failed for a permanent reason, such as an untrusted certificate.</summary>
    public static bool IsTlsFailure(Outcome<ReceiverResponse> outcome) => CauseOf<AuthenticationException>(outcome.Exception) is not null;

    public static DeliveryFailure Of(Outcome<ReceiverResponse> outcome, TimeSpan timeout) => outcome.Exception switch
    {
        null => new DeliveryFailure(
            string.Create(CultureInfo.InvariantCulture, $"it responded with status {outcome.Result.Status}"), CheckLog),
        TimeoutRejectedException => new DeliveryFailure(
            $"no response within {Quantity.Seconds(timeout)}", "Use --timeout SECONDS to allow more time."),
        TimeoutException => new DeliveryFailure("no connection in time", CheckAddress),
        HttpRequestException exception => Of(exception),
        Exception exception => new DeliveryFailure($"the connection failed ({SystemMessage.Of(exception)})", CheckLog),
    };

    private static DeliveryFailure Of(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new DeliveryFailure("its name cannot be resolved", "Check the address, and the network."),
        HttpRequestError.ConnectionError => new DeliveryFailure(
            CauseOf<SocketException>(exception)?.Message ?? "no connection", CheckAddress),
        HttpRequestError.SecureConnectionError => new DeliveryFailure(
            CauseOf<AuthenticationException>(exception) is { } cause ? $"no TLS ({cause.Message.TrimEnd('.')})" : "no TLS",
            CheckCertificate),
        HttpRequestError.ResponseEnded => new DeliveryFailure("it closed the connection without a response", CheckLog),
        HttpRequestError.InvalidResponse => new DeliveryFailure("its response is not HTTP", CheckAddress),
        _ => new DeliveryFailure(CauseOf<SocketException>(exception)?.Message ?? "the connection failed", CheckLog),
    };

    private static TException? CauseOf<TException>(Exception? exception)
        where TException : Exception
    {
        while (exception is not null and not TException)
            exception = exception.InnerException;

        return (TException?)exception;
    }
}
