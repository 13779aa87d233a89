namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Well-formed lines that are not the event of an asset.</summary>
public sealed class MessageKindTests
{
    [Theory, Trait("Behaviour", "not-an-event")]
    [EveryWay("1")]
    [EveryWay("\"x\"")]
    [EveryWay("null")]
    [EveryWay("true")]
    [EveryWay("[]")]
    [EveryWay("{}")]
    [EveryWay("[{\"message\":{\"entity\":{}}}]")]
    [EveryWay("""{"message":null}""")]
    [EveryWay("""{"message":{}}""")]
    [EveryWay("""{"entity":{"guid":"g"}}""")]
    [EveryWay("""{"message":{"operationType":"ENTITY_DELETE"}}""")]
    [EveryWay("""{"type":"DATA_ACCESS_REQUEST"}""")]
    [EveryWay("""{"payload":{}}""")]
    public void JsonWithoutAnAsset_IsNotAnEvent(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line));

    [Theory, Trait("Behaviour", "other-message")]
    [EveryWay("""{"atlan-webhook": "Hello, humans of data!"}""", NotRoutableReason.WebhookHandshake)]
    [EveryWay("""{"\u0061tlan-webhook":null}""", NotRoutableReason.WebhookHandshake)]
    [EveryWay("""{"type":"DATA_ACCESS_REQUEST","payload":{"a":1}}""", NotRoutableReason.OtherWebhook)]
    [EveryWay("""{"message":{"relationship":{"typeName":"r","guid":"g"},"operationType":"RELATIONSHIP_CREATE"}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"message":{"operationType":"RELATIONSHIP_DELETE"}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"message":{"relationship":{}}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"message":{"type":"ENTITY_CREATE_V2","user":"u","entities":{"entities":[]}}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"type":"ENTITY_DELETE_V2","entities":[{"guid":"-1"}]}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"type":"ENTITY_PARTIAL_UPDATE_V2","entity":{"entity":{}}}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"type":"TYPE_CREATE"}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"type":"\u0045NTITY_CREATE_V2","entities":[]}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"type":"ENTITY_NOTIFICATION_V1","entity":{"guid":"g"},"operationType":"ENTITY_DELETE"}}""", NotRoutableReason.V1Notification)]
    [EveryWay("""{"message":{"entity":{"guid":"g"},"operationType":"TRAIT_ADD"}}""", NotRoutableReason.V1Notification)]
    [EveryWay("""{"type":1,"type":2,"payload":3,"payload":4}""", NotRoutableReason.OtherWebhook)]
    [EveryWay("""{"atlan-webhook":1,"atlan-webhook":2}""", NotRoutableReason.WebhookHandshake)]
    [EveryWay("""{"atlan-webhook":{"message":"x"}}""", NotRoutableReason.WebhookHandshake)]
    [EveryWay("""{"type":{"payload":1}}""", NotRoutableReason.NotAnEvent)]
    [EveryWay("""{"payload":{"type":1}}""", NotRoutableReason.NotAnEvent)]
    [EveryWay("""{"payload":[],"type":[{"message":"x"}]}""", NotRoutableReason.OtherWebhook)]
    [EveryWay("""{"message":{"relationship":1,"relationship":2}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"message":{"relationship":{"entity":{}}}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"message":{"entities":1,"entities":2}}""", NotRoutableReason.HookMessage)]
    [EveryWay("""{"message":{"entities":{"entity":{}}}}""", NotRoutableReason.HookMessage)]
    public void OtherMessages_AreNotRoutableWithTheirReason(ReadWay way, string line, NotRoutableReason reason)
        => Assert.Equal(LineVerdict.NotRoutable(reason), way.Judge(line));

    [Theory, Trait("Behaviour", "packed-message")]
    [EveryWay("""{"version":{},"msgCompressionKind":"GZIP","msgSplitIdx":1,"msgSplitCount":1,"message":"H4sIAAAA"}""")]
    [EveryWay("""{"message":""}""")]
    public void MessageThatIsAString_ReassemblyOff_IsCompressedOrSplit(ReadWay way, string line)
        => Assert.Equal(LineVerdict.NotRoutable(NotRoutableReason.CompressedOrSplit), way.Judge(line));
}
