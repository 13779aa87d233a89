using System.Text;
using AtlanEvents.Fast.Testing.Reading;
using Xunit;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>What every line becomes, in the order of the table of behaviour: limits, duplicates, places, text, UTF-8.</summary>
public sealed class Rows01To10Tests
{
    private static readonly EventReaderOptions s_lastWins = new() { DuplicateFields = DuplicateFieldPolicy.LastWins };

    [Theory, EveryWay]
    public void Row01_LineLongerThanTheLimit_IsRejectedAndReadingGoesOn(ReadWay way)
    {
        int limit = Lines.Delete.Length;
        byte[] input = Encoding.UTF8.GetBytes($"{Lines.Delete}\n{Lines.Delete} \n{new string('[', 3 * limit)}\r\n{Lines.Delete}\r\n");

        ReadingResult result = way.Read(input, new EventReaderOptions { MaxLineBytes = limit });

        Assert.Equal([Verdicts.Event, Verdicts.TooLong, Verdicts.TooLong, Verdicts.Event], result.Lines.Select(line => line.Verdict));
        Assert.Equal([limit, limit + 1, 3 * limit, limit], result.Lines.Select(line => line.Length));
        Assert.Equal([limit, limit, limit, limit], result.Lines.Select(line => line.Line.Length));
        Assert.Equal([0, limit + 1, (2 * limit) + 3, (5 * limit) + 5], result.Lines.Select(line => line.Offset));
    }

    [Theory, EveryWay]
    public void Row01_DefaultLimit_IsFourMebibytes(ReadWay way)
    {
        if (way.Path is ReadPath.SplitAtEveryByte or ReadPath.BytePerSegment or ReadPath.BytePerRead)
            return;

        const int Limit = 4 * 1024 * 1024;
        string line = Lines.Guid("\"g\"");
        Assert.Equal(Verdicts.Event, way.Judge(line + new string(' ', Limit - line.Length)));
        Assert.Equal(Verdicts.TooLong, way.Judge(line + new string(' ', Limit - line.Length + 1)));
    }

    [Theory]
    [EveryWay("[", "]")]
    [EveryWay("{\"a\":", "}")]
    [EveryWay("[{\"guid\":", "}]")]
    public void Row02_Nesting_Of64IsFineAnd65IsTooDeep(ReadWay way, string open, string close)
    {
        // The event itself is three deep.
        string Nested(int depth)
        {
            int perPair = open.Count(c => c is '[' or '{');
            return Lines.Beside(
                string.Concat(Enumerable.Repeat(open, depth / perPair)) + new string('[', depth % perPair) + "1"
                + new string(']', depth % perPair) + string.Concat(Enumerable.Repeat(close, depth / perPair)));
        }

        Assert.Equal(Verdicts.Event, way.Judge(Nested(61)));
        Assert.Equal(Verdicts.TooDeep, way.Judge(Nested(62)));
        Assert.Equal(Verdicts.TooDeep, way.Judge(Nested(200)));
    }

    [Theory, EveryWay]
    public void Row02_FaultInFrontOfTheNesting_IsTheReason(ReadWay way)
    {
        string deep = new('[', 65);
        Assert.Equal(Verdicts.InvalidJson, way.Judge("x" + deep));
        Assert.Equal(Verdicts.InvalidJson, way.Judge("[1 1," + deep));
        Assert.Equal(Verdicts.TooDeep, way.Judge(deep + "x"));
        Assert.Equal(Verdicts.TooDeep, way.Judge(deep));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(deep[1..]));
        Assert.Equal(Verdicts.InvalidUtf8, way.Judge([.. Encoding.UTF8.GetBytes(deep), 0xFF]));
    }

    [Theory]
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
    public void Row03_RoutingKeyTwice_IsDuplicateField(ReadWay way, string line)
        => Assert.Equal(Verdicts.DuplicateField, way.Judge(line));

    [Theory]
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
    public void Row03_RoutingKeyTwiceWithLastWins_IsTheLast(ReadWay way, string line, string? guid)
    {
        EventFields fields = way.FieldsOf(line, s_lastWins);
        Assert.Equal(guid, fields.Guid);
        Assert.Null(fields.TypeName);
    }

    [Theory, EveryWay]
    public void Row03_SecondAttributesWithLastWins_ClearsTheFirst(ReadWay way)
    {
        const string Line = """{"message":{"entity":{"attributes":{"qualifiedName":"a"},"guid":"g","attributes":{"other":1}}}}""";
        Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(Line, s_lastWins));
        Assert.Null(way.FieldsOf(Line.Replace("""{"other":1}""", "[]", StringComparison.Ordinal), s_lastWins).QualifiedName);
    }

    [Theory, EveryWay]
    public void Row03_GoodMessageThenMessage1WithLastWins_HasNothing(ReadWay way)
    {
        string line = Lines.Delete[..^1] + ",\"message\":1}";
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(line, s_lastWins));
        Assert.Equal(Verdicts.DuplicateField, way.Judge(line));
    }

    [Theory, EveryWay]
    public void Row03_SecondMessageWithLastWins_ForgetsTheOperationOfTheFirst(ReadWay way)
    {
        EventFields fields = way.FieldsOf(Lines.Delete[..^1] + ""","message":{"entity":{"guid":"b"}}}""", s_lastWins);
        Assert.Equal(new EventFields(null, null, "b", null, null), fields);
    }

    [Theory]
    [EveryWay("""{"a":1,"a":2,"message":{"type":"x","type":"y","eventTime":1,"eventTime":2,"entity":{"guid":"g","status":1,"status":2}}}""")]
    [EveryWay("""{"guid":1,"guid":2,"entity":1,"entity":2,"message":{"guid":1,"guid":2,"message":1,"message":2,"entity":{"guid":"g"}}}""")]
    [EveryWay("""{"message":{"entity":{"guid":"g","qualifiedName":1,"qualifiedName":2,"entity":1,"entity":1,"attributes":{"guid":1,"guid":2}}}}""")]
    [EveryWay("""{"message":{"mutatedDetails":{"guid":1,"guid":2,"attributes":{},"attributes":{}},"entity":{"guid":"g"}}}""")]
    public void Row04_OtherKeysTwice_AreIgnored(ReadWay way, string line)
        => Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(line));

    [Theory, EveryWay]
    public void Row05_AnyKeyOrder_GivesTheSameFields(ReadWay way)
    {
        var expected = new EventFields("ENTITY_DELETE", "Table", "g", "q", "SOFT");
        Assert.Equal(expected, way.FieldsOf(
            """{"message":{"operationType":"ENTITY_DELETE","entity":{"deleteHandler":"SOFT","guid":"g","attributes":{"qualifiedName":"q","a":1},"typeName":"Table"}}}"""));
        Assert.Equal(expected, way.FieldsOf(
            """{"message":{"entity":{"typeName":"Table","attributes":{"a":1,"qualifiedName":"q"},"guid":"g","deleteHandler":"SOFT"},"operationType":"ENTITY_DELETE"},"z":[]}"""));
    }

    [Theory]
    [EveryWay("""{"message":{"entity":{},"mutatedDetails":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"},"deleteHandler":"x"}}}""")]
    [EveryWay("""{"message":{"entity":{"relationshipAttributes":{"anchor":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"}}}}}}""")]
    [EveryWay("""{"message":{"entity":{"classifications":[{"typeName":"x","guid":"x","deleteHandler":"x"}],"typeNames":"x"}}}""")]
    [EveryWay("""{"message":{"entity":{"qualifiedName":"x","operationType":"x","attributes":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"}}}}}""")]
    [EveryWay("""{"operationType":"x","guid":"x","entity":{"guid":"x"},"message":{"guid":"x","typeName":"x","attributes":{"qualifiedName":"x"},"entity":{}}}""")]
    [EveryWay("""{"message":{"entity":{"entity":{"guid":"x"},"message":{"entity":{"guid":"x"}},"a":[{"guid":"x"},"guid","x"]}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{"connectionQualifiedName":"x","qualifiedname":"x","QualifiedName":"x","qualifiedName ":"x"}}}}""")]
    [EveryWay("""{"message":{"entity":{"Guid":"x","guid ":"x"," guid":"x","gui":"x","guidd":"x","":"x","typename":"x"},"operationtype":"x"}}""")]
    [EveryWay("""{"message":{"entity":{"other":"\"guid\":\"x\"","more":"{\"message\":{\"entity\":{\"guid\":\"x\"}}}"}}}""")]
    public void Row05_DecoyKeys_AreNotTaken(ReadWay way, string line)
        => Assert.Equal(new EventFields(null, null, null, null, null), way.FieldsOf(line));

    [Theory]
    [EveryWay("""{"\u006d\u0065\u0073\u0073\u0061\u0067\u0065":{"ent\u0069ty":{"\u0067uid":"g"}}}""")]
    [EveryWay("""{"messag\u0065":{"\u0065ntity":{"gui\u0064":"g"}}}""")]
    public void Row06_EscapedKeys_AreUnescapedAndCompared(ReadWay way, string line)
        => Assert.Equal("g", way.FieldsOf(line).Guid);

    [Theory]
    [EveryWay(@"\/", "/")]
    [EveryWay(@"\u00e9", "\u00e9")]
    [EveryWay(@"\u00E9\u00e9", "\u00e9\u00e9")]
    [EveryWay(@"\b\f\n\r\t\""\\\/", "\b\f\n\r\t\"\\/")]
    [EveryWay(@"\uD83D\uDE00", "\ud83d\ude00")]
    [EveryWay(@"\ud83d\ude00!", "\ud83d\ude00!")]
    [EveryWay(@"a\u0000b", "a\0b")]
    [EveryWay(@"\\u0041", "\\u0041")]
    [EveryWay(@"\uFFFF\uFEFF\u2028", "\uffff\ufeff\u2028")]
    [EveryWay(@"\u0020", " ")]
    [EveryWay("", "")]
    public void Row06_EscapedValues_AreUnescaped(ReadWay way, string escaped, string text)
    {
        EventFields fields = way.FieldsOf(Lines.AllFive($"\"{escaped}\""));
        Assert.Equal(new EventFields(text, text, text, text, text), fields);
    }

    [Theory, EveryWay]
    public void Row06_EscapedKnownTexts_AreRecognised(ReadWay way)
    {
        byte[] line = Encoding.UTF8.GetBytes("""{"message":{"operationType":"ENTITY\u005fDELETE","entity":{"deleteHandler":"\u0048ARD"}}}""");
        Assert.True(EventParser.TryParse(line, out EventView view));
        Assert.Equal(OperationType.EntityDelete, view.Operation);
        Assert.Equal(DeleteHandler.Hard, view.DeleteHandler);
        Assert.Equal("ENTITY_DELETE", way.FieldsOf(line).OperationType);
    }

    [Theory]
    [EveryWay("null")]
    [EveryWay("1")]
    [EveryWay("true")]
    [EveryWay("[]")]
    [EveryWay("[\"a\"]")]
    [EveryWay("{}")]
    [EveryWay("{\"guid\":\"a\"}")]
    public void Row07_RoutingValueThatIsNoString_IsAbsent(ReadWay way, string json)
    {
        EventFields fields = way.FieldsOf(Lines.AllFive(json));
        Assert.Equal(new EventFields(null, null, null, null, null), fields);
    }

    [Theory]
    [EveryWay("null")]
    [EveryWay("1")]
    [EveryWay("\"qualifiedName\"")]
    [EveryWay("[]")]
    [EveryWay("[{\"qualifiedName\":\"a\"}]")]
    public void Row07_AttributesThatAreNoObject_HaveNoFields(ReadWay way, string json)
        => Assert.Equal(new EventFields(null, null, "g", null, null), way.FieldsOf(Lines.Entity($"\"attributes\":{json},\"guid\":\"g\"")));

    [Theory]
    [EveryWay("""{"message":[]}""")]
    [EveryWay("""{"message":true}""")]
    [EveryWay("""{"message":[{"entity":{"guid":"a"}}]}""")]
    [EveryWay("""{"message":{"entity":[]}}""")]
    [EveryWay("""{"message":{"entity":null}}""")]
    [EveryWay("""{"message":{"entity":"guid"}}""")]
    [EveryWay("""{"message":{"entity":[{"guid":"a"}],"operationType":"ENTITY_DELETE"}}""")]
    public void Row07_MessageOrEntityThatIsNoObject_IsNotAnEvent(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line));

    [Theory]
    [EveryWay(new byte[] { 0xC0, 0x80 })] // overlong NUL
    [EveryWay(new byte[] { 0xC1, 0xBF })]
    [EveryWay(new byte[] { 0xE0, 0x80, 0xAF })] // overlong slash
    [EveryWay(new byte[] { 0xF0, 0x82, 0x82, 0xAC })] // overlong euro sign
    [EveryWay(new byte[] { 0xED, 0xA0, 0x80 })] // surrogate
    [EveryWay(new byte[] { 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80 })] // a pair of them (CESU-8)
    [EveryWay(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // U+110000
    [EveryWay(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [EveryWay(new byte[] { 0x80 })] // stray continuation
    [EveryWay(new byte[] { 0xC3 })] // missing continuation
    [EveryWay(new byte[] { 0xE2, 0x82 })]
    [EveryWay(new byte[] { 0xF0, 0x9F, 0x98 })]
    [EveryWay(new byte[] { 0xFE })]
    [EveryWay(new byte[] { 0xFF })]
    public void Row08_InvalidUtf8Anywhere_IsRejected(ReadWay way, byte[] bad)
    {
        foreach (string line in new[] { Lines.Guid("\"a#b\""), Lines.Beside("\"a#\""), Lines.Entity("\"a#b\":1"), "#" + Lines.Delete, Lines.Delete + "#", "[1#]" })
        {
            int at = line.IndexOf('#', StringComparison.Ordinal);
            byte[] bytes = [.. Encoding.UTF8.GetBytes(line[..at]), .. bad, .. Encoding.UTF8.GetBytes(line[(at + 1)..])];

            // A blank line first: two of these would otherwise be a byte order mark.
            Assert.Equal(Verdicts.InvalidUtf8, way.Read([(byte)'\n', .. bytes, (byte)'\n']).Verdict);
        }
    }

    [Theory, EveryWay]
    public void Row08_ValidUtf8OfEveryLength_IsKept(ReadWay way)
    {
        const string Text = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010FFFF";
        Assert.Equal(Text, way.FieldsOf(Lines.Guid($"\"{Text}\"")).Guid);
    }

    [Theory]
    [EveryWay(@"\uD800")]
    [EveryWay(@"\uDC00")]
    [EveryWay(@"x\uDBFF")]
    [EveryWay(@"\uD800x")]
    [EveryWay(@"\uD800\n")]
    [EveryWay(@"\uD800\u0041")]
    [EveryWay(@"\uD800\uD800")]
    [EveryWay(@"\uDE00\uD83D")]
    [EveryWay(@"\uD83D\uDE00\uD83D")]
    public void Row09_LoneSurrogateEscape_IsInvalidTextInARoutingValueOnly(ReadWay way, string escaped)
    {
        string text = $"\"{escaped}\"";
        Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Guid(text)));
        Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Entity($"\"typeName\":{text}")));
        Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Entity($"\"deleteHandler\":{text}")));
        Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Fill("""{"message":{"entity":{"attributes":{"qualifiedName":#}}}}""", text)));
        Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Fill("""{"message":{"operationType":#,"entity":{}}}""", text)));

        Assert.Equal("g", way.FieldsOf(Lines.Beside(text)).Guid);
        Assert.Equal("g", way.FieldsOf(Lines.Fill("""{"message":{"type":#,"entity":{"guid":"g"}}}""", text)).Guid);
        Assert.Equal("g", way.FieldsOf(Lines.Entity($"{text}:1,\"guid\":\"g\"")).Guid);
    }

    [Theory, EveryWay]
    public void Row09_LoneSurrogateInAKey_EqualsNoRoutingKey(ReadWay way)
    {
        Assert.Equal(Verdicts.NotAnEvent, way.Judge("""{"\uD800":1}"""));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge("""{"message\uD800":{"entity":{}}}"""));
        Assert.Equal("g", way.FieldsOf(Lines.Entity(""" "guid\uDC00":"x","guid":"g","\uD800guid":"y" """)).Guid);
    }

    [Theory, EveryWay]
    public void Row10_RawNul_IsRejected(ReadWay way)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Guid("\"a\0b\"")));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Delete + "\0"));
        Assert.Equal(Verdicts.InvalidJson, way.Judge("\0\0\0"));
    }

    [Theory, EveryWay]
    public void Row10_EscapedNul_IsKept(ReadWay way)
        => Assert.Equal("\0", way.FieldsOf(Lines.Guid("\"\\u0000\"")).Guid);
}
