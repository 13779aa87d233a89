namespace AtlanEvents.Fast;

/// <summary>What a well-formed line is, if it is not the event of an asset.</summary>
public enum NotRoutableReason : byte
{
    /// <summary>The line is not <see cref="LineOutcome.NotRoutable"/>.</summary>
    None,

    /// <summary>JSON without an asset: not an object, no <c>message</c>, or no <c>entity</c> object.</summary>
    NotAnEvent,

    /// <summary>The request that Atlan sends when a webhook is created: <c>{"atlan-webhook": ...}</c>.</summary>
    WebhookHandshake,

    /// <summary>Another kind of Atlan webhook: an object with <c>type</c> and <c>payload</c>, such as a data access request.</summary>
    OtherWebhook,

    /// <summary>A <c>RELATIONSHIP_*</c> event, which concerns two assets and has no <c>entity</c>.</summary>
    RelationshipEvent,

    /// <summary>
    /// A message to Atlas, not from it: <c>message.type</c> is <c>ENTITY_CREATE_V2</c>, <c>ENTITY_DELETE_V2</c> or similar.
    /// </summary>
    HookMessage,

    /// <summary>A notification in Atlas's first format: <c>ENTITY_NOTIFICATION_V1</c> or a <c>TRAIT_*</c> operation.</summary>
    V1Notification,

    /// <summary>
    /// <c>message</c> is a string: a compressed event or a part of a split one, and reassembly is off; or reassembly is on, and the
    /// compression is unknown.
    /// </summary>
    CompressedOrSplit,

    /// <summary>
    /// A part of a message that was reassembled, or a repeated part. The event belongs to the line that completed the message.
    /// </summary>
    MessagePart,
}
