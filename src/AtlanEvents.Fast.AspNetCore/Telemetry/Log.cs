using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.AspNetCore.Telemetry;

/// <summary>All log messages. None contains a secret, content of events, or messages of a handler's exceptions.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Answered a handshake: Atlan has validated the webhook")]
    public static partial void Handshake(ILogger log);

    [LoggerMessage(2, LogLevel.Debug, "Refused a request with status {Status}: {Detail}")]
    public static partial void Refused(ILogger log, int status, string detail);

    [LoggerMessage(3, LogLevel.Warning, "The handler did not accept an event: {ExceptionType}")]
    public static partial void HandlerFailed(ILogger log, string exceptionType);

    [LoggerMessage(4, LogLevel.Information, "The signing secrets have changed; {Count} are valid")]
    public static partial void SecretsChanged(ILogger log, int count);

    [LoggerMessage(5, LogLevel.Error, "The signing secrets have not changed, because the new options are not valid: {Mistake}")]
    public static partial void SecretsKept(ILogger log, string mistake);
}
