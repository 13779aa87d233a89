namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>The envelope of every message, with its members in the order in which Atlas writes them.</summary>
internal static class Envelope
{
    /// <summary>Wraps a message.</summary>
    /// <param name="message">The message as JSON.</param>
    /// <param name="creationTime">The time of sending, in milliseconds since 1970.</param>
    public static string Wrap(string message, long creationTime)
        => JsonLiteral.OneLine(
            $$"""
            {"source":{},"version":{"version":"1.0.0","versionParts":[1]},
            "msgCompressionKind":"NONE","msgSplitIdx":1,"msgSplitCount":1,
            "msgSourceIP":"10.121.193.228","msgCreatedBy":"","msgCreationTime":{{creationTime}},"spooled":false,
            "message":{{message}}}
            """);

    /// <summary>The message of an event.</summary>
    /// <param name="entity">The asset as JSON.</param>
    /// <param name="operationType">The operation.</param>
    /// <param name="eventTime">The time of the operation, in milliseconds since 1970.</param>
    /// <param name="mutatedDetails">The changes as JSON, if any.</param>
    public static string EntityMessage(string entity, string operationType, long eventTime, string? mutatedDetails = null)
        => $$"""{"type":"ENTITY_NOTIFICATION_V2","entity":{{entity}},"operationType":"{{operationType}}","eventTime":{{eventTime}}"""
            + (mutatedDetails is null ? "}" : $",\"mutatedDetails\":{mutatedDetails}}}");
}
