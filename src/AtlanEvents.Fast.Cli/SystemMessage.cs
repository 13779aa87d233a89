namespace AtlanEvents.Fast.Cli;

/// <summary>What the system says about a failure.</summary>
internal static class SystemMessage
{
    /// <summary>The message without the path that the runtime puts behind it, as in <c>No space left on device : '/mnt/out'</c>.</summary>
    public static string Of(Exception exception)
    {
        string message = exception.Message;
        int path = message.IndexOf(" : '", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
