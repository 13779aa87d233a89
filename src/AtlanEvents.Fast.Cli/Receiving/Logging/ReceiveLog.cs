using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Receiving.Logging;

/// <summary>The messages of a run. None contains a secret or content of messages.</summary>
internal static partial class ReceiveLog
{
    [LoggerMessage(1, LogLevel.Information, "receiving at {Address}, delivering to {Destination}")]
    public static partial void Started(ILogger log, string address, string destination);

    [LoggerMessage(2, LogLevel.Warning, "events and the secret arrive unencrypted; use https://, or a proxy that does")]
    public static partial void Unencrypted(ILogger log);

    [LoggerMessage(3, LogLevel.Information, "stopped; messages accepted: {Messages}")]
    public static partial void Stopped(ILogger log, long messages);

    [LoggerMessage(4, LogLevel.Error, "{Reason}; requests get the response 503 until the file can be written")]
    public static partial void Refusing(ILogger log, string reason);

    [LoggerMessage(5, LogLevel.Information, "{File} can be written again")]
    public static partial void AcceptingAgain(ILogger log, string file);

    [LoggerMessage(6, LogLevel.Warning, "removed an unfinished line of {Bytes} bytes from the end of {File}; it was not answered with 200")]
    public static partial void Repaired(ILogger log, long bytes, string file);

    [LoggerMessage(7, LogLevel.Error, "cannot rotate {File}: {Reason}")]
    public static partial void CannotRotate(ILogger log, string file, string reason);

    [LoggerMessage(8, LogLevel.Error, "cannot compress {File}, which stays as it is: {Reason}")]
    public static partial void CannotCompress(ILogger log, string file, string reason);

    [LoggerMessage(9, LogLevel.Information, "rotated {File} to {Rotated}")]
    public static partial void Rotated(ILogger log, string file, string rotated);

    [LoggerMessage(10, LogLevel.Error, "the secrets have not changed: {Reason}")]
    public static partial void CannotReadSecrets(ILogger log, string reason);

    [LoggerMessage(11, LogLevel.Information, "showing the status at {Address}")]
    public static partial void ShowingStatus(ILogger log, string address);
}
