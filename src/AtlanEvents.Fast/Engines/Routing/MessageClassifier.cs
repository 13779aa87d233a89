using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>Classifies a well-formed line: the event of an asset, or the reason why it is not one.</summary>
/// <remarks>
/// An event is a line whose <c>$.message.entity</c> is an object, except notifications in Atlas's first format and hook
/// messages, which may have one too.
/// </remarks>
internal static class MessageClassifier
{
    /// <summary>A sufficient condition for <see cref="LineVerdict.Event"/> that looks at two bytes. Nearly every event meets it.</summary>
    /// <param name="traits">The traits of the line.</param>
    /// <param name="lastOfMessageType">The last byte of <c>$.message.type</c>; 0 if that is absent or empty.</param>
    /// <param name="firstOfOperationType">The first byte of <c>$.message.operationType</c>; 0 if that is absent or empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlainEvent(MessageTraits traits, byte lastOfMessageType, byte firstOfOperationType)
    {
        // An operation excludes hook messages. A first byte other than that of TRAIT_*, and a type that does not end as
        // ENTITY_NOTIFICATION_V1 does, exclude the first format.
        return (traits & MessageTraits.EntityIsObject) != 0
            && firstOfOperationType is not (0 or (byte)'T')
            && lastOfMessageType is 0 or (byte)'2';
    }

    /// <summary>Classifies a well-formed line.</summary>
    /// <param name="traits">The traits of the line.</param>
    /// <param name="messageType">The text of <c>$.message.type</c>, empty if absent.</param>
    /// <param name="operationType">The text of <c>$.message.operationType</c>, empty if absent.</param>
    /// <returns><see cref="LineVerdict.Event"/> or not routable.</returns>
    public static LineVerdict Classify(MessageTraits traits, ReadOnlySpan<byte> messageType, ReadOnlySpan<byte> operationType)
    {
        byte last = messageType.IsEmpty ? default : messageType[^1];
        byte first = operationType.IsEmpty ? default : operationType[0];
        if (IsPlainEvent(traits, last, first))
            return LineVerdict.Event;

        if ((traits & MessageTraits.MessageIsObject) == 0)
            return LineVerdict.NotRoutable(ClassifyWithoutMessage(traits));

        if (IsV1Notification(messageType, operationType))
            return LineVerdict.NotRoutable(NotRoutableReason.V1Notification);

        if (operationType.IsEmpty && IsHookMessage(traits, messageType))
            return LineVerdict.NotRoutable(NotRoutableReason.HookMessage);

        if ((traits & MessageTraits.EntityIsObject) != 0)
            return LineVerdict.Event;

        if ((traits & MessageTraits.HasRelationship) != 0 || operationType.StartsWith("RELATIONSHIP_"u8))
            return LineVerdict.NotRoutable(NotRoutableReason.RelationshipEvent);

        return LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);
    }

    private static NotRoutableReason ClassifyWithoutMessage(MessageTraits traits)
    {
        const MessageTraits Webhook = MessageTraits.HasRootType | MessageTraits.HasRootPayload;

        if ((traits & MessageTraits.MessageIsString) != 0)
            return NotRoutableReason.CompressedOrSplit;

        if ((traits & MessageTraits.HasWebhookGreeting) != 0)
            return NotRoutableReason.WebhookHandshake;

        return (traits & Webhook) == Webhook ? NotRoutableReason.OtherWebhook : NotRoutableReason.NotAnEvent;
    }

    private static bool IsV1Notification(ReadOnlySpan<byte> messageType, ReadOnlySpan<byte> operationType)
        => messageType.SequenceEqual("ENTITY_NOTIFICATION_V1"u8) || operationType.StartsWith("TRAIT_"u8);

    // Atlas's HookNotificationType: TYPE_CREATE, TYPE_UPDATE, ENTITY_CREATE, ENTITY_PARTIAL_UPDATE, ENTITY_FULL_UPDATE,
    // ENTITY_DELETE; the last four also with the suffix _V2.
    private static bool IsHookMessage(MessageTraits traits, ReadOnlySpan<byte> messageType)
        => messageType.StartsWith("TYPE_"u8)
            || (messageType.StartsWith("ENTITY_"u8) && !messageType.StartsWith("ENTITY_NOTIFICATION"u8))
            || (traits & (MessageTraits.HasEntities | MessageTraits.EntityIsObject)) == MessageTraits.HasEntities;
}
