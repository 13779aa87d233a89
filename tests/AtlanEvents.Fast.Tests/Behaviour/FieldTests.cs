namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Which JSON values are the five fields, and which are not.</summary>
public sealed class FieldTests
{
    [Theory, EveryWay, Trait("Behaviour", "exact-path")]
    public void AnyKeyOrder_GivesTheSameFields(ReadWay way)
    {
        var expected = new EventFields("ENTITY_DELETE", "Table", "g", "q", "SOFT");
        Assert.Equal(expected, way.FieldsOf(
            """{"message":{"operationType":"ENTITY_DELETE","entity":{"deleteHandler":"SOFT","guid":"g","attributes":{"qualifiedName":"q","a":1},"typeName":"Table"}}}"""));
        Assert.Equal(expected, way.FieldsOf(
            """{"message":{"entity":{"typeName":"Table","attributes":{"a":1,"qualifiedName":"q"},"guid":"g","deleteHandler":"SOFT"},"operationType":"ENTITY_DELETE"},"z":[]}"""));
    }

    [Theory, Trait("Behaviour", "exact-path")]
    [EveryWay("""{"message":{"entity":{},"mutatedDetails":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"},"deleteHandler":"x"}}}""")]
    [EveryWay("""{"message":{"entity":{"relationshipAttributes":{"anchor":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"}}}}}}""")]
    [EveryWay("""{"message":{"entity":{"classifications":[{"typeName":"x","guid":"x","deleteHandler":"x"}],"typeNames":"x"}}}""")]
    [EveryWay("""{"message":{"entity":{"qualifiedName":"x","operationType":"x","attributes":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"}}}}}""")]
    [EveryWay("""{"operationType":"x","guid":"x","entity":{"guid":"x"},"message":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"},"entity":{}}}""")]
    [EveryWay("""{"message":{"entity":{"entity":{"guid":"x"},"message":{"entity":{"guid":"x"}},"a":[{"guid":"x"},"guid","x"]}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{"connectionQualifiedName":"x","qualifiedname":"x","QualifiedName":"x","qualifiedName ":"x"}}}}""")]
    [EveryWay("""{"message":{"entity":{"Guid":"x","guid ":"x"," guid":"x","gui":"x","guidd":"x","":"x","typename":"x"},"operationtype":"x"}}""")]
    [EveryWay("""{"message":{"entity":{"other":"\"guid\":\"x\"","more":"{\"message\":{\"entity\":{\"guid\":\"x\"}}}"}}}""")]
    public void DecoyKeys_DoNotMatch(ReadWay way, string line)
        => Assert.Equal(new EventFields(null, null, null, null, null), way.FieldsOf(line));

    [Theory, Trait("Behaviour", "value-kind")]
    [EveryWay("null")]
    [EveryWay("1")]
    [EveryWay("true")]
    [EveryWay("[]")]
    [EveryWay("[\"a\"]")]
    [EveryWay("{}")]
    [EveryWay("{\"guid\":\"a\"}")]
    public void RoutingValue_NotAString_IsAbsent(ReadWay way, string json)
    {
        EventFields fields = way.FieldsOf(Lines.AllFive(json));
        Assert.Equal(new EventFields(null, null, null, null, null), fields);
    }

    [Theory, Trait("Behaviour", "value-kind")]
    [EveryWay("null")]
    [EveryWay("1")]
    [EveryWay("\"qualifiedName\"")]
    [EveryWay("[]")]
    [EveryWay("[{\"qualifiedName\":\"a\"}]")]
    public void Attributes_NotAnObject_HaveNoFields(ReadWay way, string json)
        => Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(Lines.Entity($"\"attributes\":{json},\"guid\":\"g\"")));

    [Theory, Trait("Behaviour", "value-kind")]
    [EveryWay("""{"message":[]}""")]
    [EveryWay("""{"message":true}""")]
    [EveryWay("""{"message":[{"entity":{"guid":"a"}}]}""")]
    [EveryWay("""{"message":{"entity":[]}}""")]
    [EveryWay("""{"message":{"entity":null}}""")]
    [EveryWay("""{"message":{"entity":"guid"}}""")]
    [EveryWay("""{"message":{"entity":[{"guid":"a"}],"operationType":"ENTITY_DELETE"}}""")]
    public void MessageOrEntity_NotAnObject_IsNotAnEvent(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line));

    [Theory, EveryWay, Trait("Behaviour", "unknown-text")]
    public void UnknownOperationAndHandler_AreOther(ReadWay way)
    {
        const string Line = """{"message":{"operationType":"ENTITY_EXPLODE","entity":{"deleteHandler":"hard"}}}""";
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(Line), out EventView view));
        Assert.Equal(OperationType.Other, view.Operation);
        Assert.Equal(DeleteHandler.Other, view.DeleteHandler);
        Assert.Equal(new EventFields("ENTITY_EXPLODE", null, null, null, "hard"), way.FieldsOf(Line));
    }
}
