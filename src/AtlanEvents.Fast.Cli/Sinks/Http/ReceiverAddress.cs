namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Reads the address of a receiver. No message quotes it, for it may hold a secret.</summary>
internal static class ReceiverAddress
{
    /// <exception cref="ToolException">It is none.</exception>
    public static Uri Parse(string text)
    {
        // Without the slashes, http:host would be taken for http://host.
        bool isWhole = text.Contains("://", StringComparison.Ordinal);
        if (!isWhole || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw new ToolException(ExitCode.Usage, "--to is no whole address; it should be as in https://consumer.example.com/atlan.");

        if (address.UserInfo.Length > 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                "--to must not hold a user or password, which others on this machine could see. --secret-env or --secret-file gives a secret.");
        }

        return address;
    }
}
