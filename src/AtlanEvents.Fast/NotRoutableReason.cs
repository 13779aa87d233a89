namespace AtlanEvents.Fast;

/// <summary>What a well-formed line is, if it is not the event of an asset.</summary>
public enum NotRoutableReason : byte
{
    /// <summary>The line is not <see cref="LineOutcome.NotRoutable"/>.</summary>
    None,

    /// <summary>JSON without an asset in it: not an object, no <c>message</c>, or no <c>entity</c> object.</summary>
    NotAnEvent,

    /// <summary>The greeting that Atlan sends when a webhook is set up: <c>{"atlan-webhook": ...}</c>.</summary>
    WebhookHandshake,

    /// <summary>Another kind of Atlan webhook: an object with a <c>type</c> and a <c>payload</c>, such as a data access request.</summary>
    OtherWebhook,

    /// <summary>A <c>RELATIONSHIP_*</c> event: it tells of two assets, and has no <c>entity</c>.</summary>
    RelationshipEvent,

    /// <summary>A message to Atlas rather than from it: <c>message.type</c> is <c>ENTITY_CREATE_V2</c>, <c>ENTITY_DELETE_V2</c> and the like.</summary>
    HookMessage,

    /// <summary>A notification of Atlas's first format: <c>ENTITY_NOTIFICATION_V1</c>, or a <c>TRAIT_*</c> operation.</summary>
    V1Notification,

    /// <summary>
    /// <c>message</c> is a string: the compressed event, or a part of one that was split, and reassembly is off; or it is on, and the kind of
    /// compression is not known.
    /// </summary>
    CompressedOrSplit,

    /// <summary>A part of a message that was put together, or a repeat of one. The event is with the line that completed it.</summary>
    MessagePart,
}
