namespace AtlanEvents.Fast.Tests.Engines;

public sealed class MessageClassifierTests
{
    private const MessageTraits Entity = MessageTraits.MessageIsObject | MessageTraits.EntityIsObject;
    private const MessageTraits Message = MessageTraits.MessageIsObject;

    [Theory]
    [InlineData((int)Entity, "ENTITY_NOTIFICATION_V2", "ENTITY_DELETE", NotRoutableReason.None)]
    [InlineData((int)Entity, "", "", NotRoutableReason.None)]
    [InlineData((int)Entity, "ENTITY_NOTIFICATION_V2", "", NotRoutableReason.None)]
    [InlineData((int)Entity, "ENTITY_DELETE_V2", "ENTITY_DELETE", NotRoutableReason.None)]
    [InlineData((int)(Entity | MessageTraits.HasEntities), "", "", NotRoutableReason.None)]
    [InlineData((int)(Entity | MessageTraits.HasRelationship), "", "ENTITY_UPDATE", NotRoutableReason.None)]
    [InlineData((int)(Entity | MessageTraits.HasWebhookGreeting | MessageTraits.HasRootType | MessageTraits.HasRootPayload), "", "", NotRoutableReason.None)]
    [InlineData((int)Entity, "ENTITY_NOTIFICATION_V1", "ENTITY_DELETE", NotRoutableReason.V1Notification)]
    [InlineData((int)Entity, "", "TRAIT_ADD", NotRoutableReason.V1Notification)]
    [InlineData((int)Message, "", "TRAIT_DELETE", NotRoutableReason.V1Notification)]
    [InlineData((int)Entity, "ENTITY_PARTIAL_UPDATE_V2", "", NotRoutableReason.HookMessage)]
    [InlineData((int)Message, "TYPE_CREATE", "", NotRoutableReason.HookMessage)]
    [InlineData((int)Message, "ENTITY_CREATE", "", NotRoutableReason.HookMessage)]
    [InlineData((int)(Message | MessageTraits.HasEntities), "", "", NotRoutableReason.HookMessage)]
    [InlineData((int)(Message | MessageTraits.HasEntities), "", "ENTITY_DELETE", NotRoutableReason.NotAnEvent)]
    [InlineData((int)(Message | MessageTraits.HasRelationship), "", "", NotRoutableReason.RelationshipEvent)]
    [InlineData((int)Message, "ENTITY_NOTIFICATION_V2", "RELATIONSHIP_UPDATE", NotRoutableReason.RelationshipEvent)]
    [InlineData((int)Message, "", "", NotRoutableReason.NotAnEvent)]
    [InlineData((int)Message, "ENTITY_NOTIFICATION_V2", "ENTITY_DELETE", NotRoutableReason.NotAnEvent)]
    [InlineData((int)MessageTraits.MessageIsString, "", "", NotRoutableReason.CompressedOrSplit)]
    [InlineData((int)(MessageTraits.MessageIsString | MessageTraits.HasWebhookGreeting), "", "", NotRoutableReason.CompressedOrSplit)]
    [InlineData((int)MessageTraits.HasWebhookGreeting, "", "", NotRoutableReason.WebhookHandshake)]
    [InlineData((int)(MessageTraits.HasRootType | MessageTraits.HasRootPayload), "", "", NotRoutableReason.OtherWebhook)]
    [InlineData((int)MessageTraits.HasRootType, "", "", NotRoutableReason.NotAnEvent)]
    [InlineData((int)MessageTraits.HasRootPayload, "", "", NotRoutableReason.NotAnEvent)]
    [InlineData((int)MessageTraits.None, "", "", NotRoutableReason.NotAnEvent)]
    public void Classify_Traits_ReturnsTheKind(int traits, string type, string operation, NotRoutableReason expected)
    {
        LineVerdict verdict = MessageClassifier.Classify(
            (MessageTraits)traits, Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(operation));
        Assert.Equal(expected == NotRoutableReason.None ? LineVerdict.Event : LineVerdict.NotRoutable(expected), verdict);
    }
}
