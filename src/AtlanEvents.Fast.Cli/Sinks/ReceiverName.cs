namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>The address of a receiver as it may be shown: what stands behind the question mark may be a secret.</summary>
internal static class ReceiverName
{
    public static string Of(string address)
    {
        int query = address.IndexOfAny(['?', '#']);
        return query < 0 ? address : address[..query];
    }
}
