namespace AtlanEvents.Fast.Cli;

/// <summary>What the system says about a failure.</summary>
internal static class SystemMessage
{
    /// <summary>The message without the path that the runtime puts behind it, as in <c>No space left on device : '/mnt/out'</c>.</summary>
    public static string Of(Exception exception)
    {
        // What the runtime makes of EFBIG, the limit of the file system or of ulimit -f.
        if (exception is ArgumentOutOfRangeException)
            return "File too large";

        string message = exception.Message;
        int path = message.IndexOf(" : '", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
