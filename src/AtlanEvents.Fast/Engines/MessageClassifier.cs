namespace AtlanEvents.Fast.Engines;

/// <summary>Decides whether a well-formed line is the event of an asset, and if not, what else it is.</summary>
/// <remarks>
/// An event is a line whose <c>$.message.entity</c> is an object. The exceptions have one too: notifications of the first
/// format, and hook messages that carry a single entity.
/// </remarks>
internal static class MessageClassifier
{
    // No operation of a current event starts as TRAIT_* does, and its message type ends in V2, where V1 notifications have V1.
    private const byte FirstOfTrait = (byte)'T';
    private const byte LastOfV2 = (byte)'2';

    /// <summary>Whether a line is, at first sight, an event that needs no further work. Nearly all are.</summary>
    /// <param name="located">What was found in the line.</param>
    /// <param name="line">The line.</param>
    public static bool IsPlainEvent(in LocatedLine located, ReadOnlySpan<byte> line)
    {
        FieldSlice type = located.Strings[(int)Field.MessageType];
        FieldSlice operation = located.Strings[(int)Field.OperationType];
        return (located.Traits & MessageTraits.EntityIsObject) != 0
            && !located.MayHaveEscapes
            && operation.Length > 0 && line[operation.Start] != FirstOfTrait
            && (type.Length == 0 || line[type.Start + type.Length - 1] == LastOfV2);
    }

    /// <summary>Names the kind of message.</summary>
    /// <param name="traits">What the line's keys tell.</param>
    /// <param name="messageType">The text of <c>$.message.type</c>, empty if absent.</param>
    /// <param name="operationType">The text of <c>$.message.operationType</c>, empty if absent.</param>
    public static LineVerdict Classify(MessageTraits traits, ReadOnlySpan<byte> messageType, ReadOnlySpan<byte> operationType)
    {
        // Nearly every line.
        if ((traits & MessageTraits.EntityIsObject) != 0
            && !operationType.IsEmpty && operationType[0] != FirstOfTrait
            && (messageType.IsEmpty || messageType[^1] == LastOfV2))
        {
            return LineVerdict.Event;
        }

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
    // ENTITY_DELETE, the last four with _V2 as well.
    private static bool IsHookMessage(MessageTraits traits, ReadOnlySpan<byte> messageType)
        => messageType.StartsWith("TYPE_"u8)
            || (messageType.StartsWith("ENTITY_"u8) && !messageType.StartsWith("ENTITY_NOTIFICATION"u8))
            || (traits & (MessageTraits.HasEntities | MessageTraits.EntityIsObject)) == MessageTraits.HasEntities;
}
