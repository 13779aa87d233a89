namespace AtlanEvents.Fast.Cli;

/// <summary>The message of the operating system about a failure.</summary>
internal static class SystemMessage
{
    /// <summary>The message without the path that the runtime appends, as in <c>No space left on device : '/mnt/out'</c>.</summary>
    public static string Of(Exception exception)
    {
        // The runtime throws this for EFBIG: the file size limit of the file system or of ulimit -f.
        if (exception is ArgumentOutOfRangeException)
            return "File too large";

        string message = exception.Message;
        int path = message.IndexOf(" : '", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
