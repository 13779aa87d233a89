namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Keys that occur twice in one object.</summary>
public sealed class DuplicateKeyTests
{
    private static readonly EventReaderOptions s_lastWins = new() { AllowDuplicateFields = true };

    [Theory, Trait("Behaviour", "duplicate-routing-key")]
    [EveryWay("""{"message":1,"message":{"entity":{}}}""")]
    [EveryWay("""{"message":{"entity":{}},"message":{"entity":{}}}""")]
    [EveryWay("""{"message":{"operationType":"A","entity":{},"operationType":"A"}}""")]
    [EveryWay("""{"message":{"operationType":null,"entity":{},"operationType":1}}""")]
    [EveryWay("""{"message":{"entity":{},"entity":{}}}""")]
    [EveryWay("""{"message":{"entity":null,"entity":{}}}""")]
    [EveryWay("""{"message":{"entity":{"typeName":"a","typeName":"a"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":"b"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":"b","guid":"c"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":"b","guid":"c","guid":"d"}}}""")]
    [EveryWay("""{"message":1,"message":2,"message":3}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{"qualifiedName":1,"qualifiedName":2,"qualifiedName":3}}}}""")]
    [EveryWay("""{"message":{"entity":{"deleteHandler":"HARD","deleteHandler":"SOFT"}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{},"attributes":{}}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{"qualifiedName":"a","qualifiedName":"a"}}}}""")]
    [EveryWay("""{"message":{"entity":{"\u0067uid":"a","guid":"b"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"a","\u0067\u0075\u0069\u0064":"b"}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{"qualifiedName":"a"}},"operationType":"RELATIONSHIP_X","operationType":"A"}}""")]
    public void RepeatedRoutingKey_IsDuplicateField(ReadWay way, string line)
        => Assert.Equal(Verdicts.DuplicateField, way.Judge(line));

    [Theory, Trait("Behaviour", "duplicate-routing-key")]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":"b"}}}""", "b")]
    [EveryWay("""{"message":{"entity":{"guid":"a","\u0067uid":"b"}}}""", "b")]
    [EveryWay("""{"message":{"entity":{"\u0067uid":"a","guid":"b"}}}""", "b")]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":null}}}""", null!)]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":["b"]}}}""", null!)]
    [EveryWay("""{"message":{"entity":{"guid":"a","typeName":"T"},"entity":{"guid":"b"}}}""", "b")]
    [EveryWay("""{"message":{"entity":{"guid":"a"},"entity":{}}}""", null!)]
    [EveryWay("""{"message":{"entity":{"guid":"a"}},"message":{"entity":{"guid":"b"}}}""", "b")]
    [EveryWay("""{"message":"x","message":{"entity":{"guid":"b"}}}""", "b")]
    [EveryWay("""{"message":{"entity":{"guid":"\uD800","guid":"b"}}}""", "b")]
    public void RepeatedRoutingKey_LastWins_HasTheLastValue(ReadWay way, string line, string? guid)
    {
        EventFields fields = way.FieldsOf(line, s_lastWins);
        Assert.Equal(guid, fields.Guid);
        Assert.Null(fields.TypeName);
    }

    [Theory, EveryWay, Trait("Behaviour", "duplicate-routing-key")]
    public void RepeatedAttributes_LastWins_DiscardsTheFirst(ReadWay way)
    {
        const string Line = """{"message":{"entity":{"attributes":{"qualifiedName":"a"},"guid":"g","attributes":{"other":1}}}}""";
        Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(Line, s_lastWins));
        Assert.Null(way.FieldsOf(Line.Replace("""{"other":1}""", "[]", StringComparison.Ordinal), s_lastWins).QualifiedName);
    }

    [Theory, EveryWay, Trait("Behaviour", "duplicate-routing-key")]
    public void EventThenMessageThatIsANumber_LastWins_IsNotAnEvent(ReadWay way)
    {
        string line = Lines.Delete[..^1] + ",\"message\":1}";
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(line, s_lastWins));
        Assert.Equal(Verdicts.DuplicateField, way.Judge(line));
    }

    [Theory, EveryWay, Trait("Behaviour", "duplicate-routing-key")]
    public void RepeatedMessage_LastWins_DiscardsTheFirstOperation(ReadWay way)
    {
        EventFields fields = way.FieldsOf(Lines.Delete[..^1] + ""","message":{"entity":{"guid":"b"}}}""", s_lastWins);
        Assert.Equal(new EventFields(null, null, "b", null, null), fields);
    }

    [Theory, Trait("Behaviour", "other-duplicate-key")]
    [EveryWay("""{"a":1,"a":2,"message":{"type":"x","type":"y","eventTime":1,"eventTime":2,"entity":{"guid":"g","status":1,"status":2}}}""")]
    [EveryWay("""{"guid":1,"guid":2,"entity":1,"entity":2,"message":{"guid":1,"guid":2,"message":1,"message":2,"entity":{"guid":"g"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"g","qualifiedName":1,"qualifiedName":2,"entity":1,"entity":1,"attributes":{"guid":1,"guid":2}}}}""")]
    [EveryWay("""{"message":{"mutatedDetails":{"guid":1,"guid":2,"attributes":{},"attributes":{}},"entity":{"guid":"g"}}}""")]
    public void OtherRepeatedKeys_AreIgnored(ReadWay way, string line)
        => Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(line));
}
