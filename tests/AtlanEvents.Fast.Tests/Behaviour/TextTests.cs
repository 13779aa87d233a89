namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Escapes, UTF-8 and surrogates in keys and values.</summary>
public sealed class TextTests
{
    [Theory, Trait("Behaviour", "escapes")]
    [EveryWay("""{"\u006d\u0065\u0073\u0073\u0061\u0067\u0065":{"ent\u0069ty":{"\u0067uid":"g"}}}""")]
    [EveryWay("""{"messag\u0065":{"\u0065ntity":{"gui\u0064":"g"}}}""")]
    public void EscapedKeys_AreUnescapedBeforeTheComparison(ReadWay way, string line)
        => Assert.Equal("g", way.FieldsOf(line).Guid);

    [Theory, Trait("Behaviour", "escapes")]
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
    public void EscapedValues_AreUnescaped(ReadWay way, string escaped, string text)
    {
        EventFields fields = way.FieldsOf(Lines.AllFive($"\"{escaped}\""));
        Assert.Equal(new EventFields(text, text, text, text, text), fields);
    }

    [Theory, EveryWay, Trait("Behaviour", "escapes")]
    public void EscapedOperationAndHandler_HaveTheirEnumValues(ReadWay way)
    {
        byte[] line = Encoding.UTF8.GetBytes(
            """{"message":{"operationType":"ENTITY\u005fDELETE","entity":{"deleteHandler":"\u0048ARD"}}}""");
        Assert.True(EventParser.TryParse(line, out EventView view));
        Assert.Equal(OperationType.EntityDelete, view.Operation);
        Assert.Equal(DeleteHandler.Hard, view.DeleteHandler);
        Assert.Equal("ENTITY_DELETE", way.FieldsOf(line).OperationType);
    }

    [Theory, Trait("Behaviour", "escapes")]
    [EveryWay("""{"a":"\u00zz"}""")]
    [EveryWay("""{"a":"\u00e"}""")]
    [EveryWay("""{"a":"\U0041"}""")]
    [EveryWay("""{"a":"\x"}""")]
    [EveryWay("""{"a":"\'"}""")]
    [EveryWay("""{"a":"\0"}""")]
    [EveryWay("\"\\")]
    [EveryWay("{\"a\":\"b\\")]
    [EveryWay("{\"a\":\"b\\\"}")]
    [EveryWay("{\"a\":\"b\\\\\\\"}")]
    [EveryWay("\"\\x\"")]
    [EveryWay("{\"\\x\":1}")]
    public void InvalidEscapes_AreRejected(ReadWay way, string line)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(line));

    [Theory, EveryWay, Trait("Behaviour", "escapes")]
    public void EscapedSurrogatePair_IsFourUtf8Bytes(ReadWay way)
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Guid(@"""\uD83D\uDE00"""));
        Assert.True(EventParser.TryParse(line, out EventView view));
        Assert.Equal([0xF0, 0x9F, 0x98, 0x80], view.Guid.Span.ToArray());
        Assert.Equal("\ud83d\ude00", way.FieldsOf(line).Guid);
    }

    [Theory, EveryWay, Trait("Behaviour", "utf-8")]
    public void ValidUtf8OfEveryLength_IsKept(ReadWay way)
    {
        const string Text = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010FFFF";
        Assert.Equal(Text, way.FieldsOf(Lines.Guid($"\"{Text}\"")).Guid);
    }

    [Theory, Trait("Behaviour", "lone-surrogate")]
    [EveryWay(@"\uD800")]
    [EveryWay(@"\uDC00")]
    [EveryWay(@"x\uDBFF")]
    [EveryWay(@"\uD800x")]
    [EveryWay(@"\uD800\n")]
    [EveryWay(@"\uD800\u0041")]
    [EveryWay(@"\uD800\uD800")]
    [EveryWay(@"\uDE00\uD83D")]
    [EveryWay(@"\uD83D\uDE00\uD83D")]
    public void LoneSurrogateEscape_IsInvalidTextOnlyInARoutingValue(ReadWay way, string escaped)
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

    [Theory, EveryWay, Trait("Behaviour", "lone-surrogate")]
    public void LoneSurrogateInAKey_MatchesNoRoutingKey(ReadWay way)
    {
        Assert.Equal(Verdicts.NotAnEvent, way.Judge("""{"\uD800":1}"""));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge("""{"message\uD800":{"entity":{}}}"""));
        Assert.Equal("g", way.FieldsOf(Lines.Entity(""" "guid\uDC00":"x","guid":"g","\uD800guid":"y" """)).Guid);
    }

    [Theory, EveryWay, Trait("Behaviour", "nul")]
    public void RawNul_IsRejected(ReadWay way)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Guid("\"a\0b\"")));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Delete + "\0"));
        Assert.Equal(Verdicts.InvalidJson, way.Judge("\0\0\0"));
    }

    [Theory, EveryWay, Trait("Behaviour", "nul")]
    public void EscapedNul_IsKept(ReadWay way)
        => Assert.Equal("\0", way.FieldsOf(Lines.Guid("\"\\u0000\"")).Guid);

    [Theory, Trait("Behaviour", "utf-8")]
    [EveryWay(new byte[] { 0xC0, 0x80 })] // overlong NUL
    [EveryWay(new byte[] { 0xC1, 0xBF })]
    [EveryWay(new byte[] { 0xE0, 0x80, 0xAF })] // overlong slash
    [EveryWay(new byte[] { 0xF0, 0x82, 0x82, 0xAC })] // overlong euro sign
    [EveryWay(new byte[] { 0xED, 0xA0, 0x80 })] // surrogate
    [EveryWay(new byte[] { 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80 })] // a pair of them (CESU-8)
    [EveryWay(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // U+110000
    [EveryWay(new byte[] { 0xF5 })]
    [EveryWay(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [EveryWay(new byte[] { 0x80 })] // stray continuation
    [EveryWay(new byte[] { 0xC3 })] // missing continuation
    [EveryWay(new byte[] { 0xE2, 0x82 })]
    [EveryWay(new byte[] { 0xF0, 0x9F, 0x98 })]
    [EveryWay(new byte[] { 0xFE })]
    [EveryWay(new byte[] { 0xFF })]
    public void InvalidUtf8Anywhere_IsRejected(ReadWay way, byte[] bad)
    {
        string[] lines =
            [Lines.Guid("\"a#b\""), Lines.Beside("\"a#\""), Lines.Entity("\"a#b\":1"), "#" + Lines.Delete, Lines.Delete + "#", "[1#]"];
        foreach (string line in lines)
        {
            int at = line.IndexOf('#', StringComparison.Ordinal);
            byte[] bytes = [.. Encoding.UTF8.GetBytes(line[..at]), .. bad, .. Encoding.UTF8.GetBytes(line[(at + 1)..])];

            // Starts with a blank line, because some of these bytes could otherwise start a byte order mark.
            Assert.Equal(Verdicts.InvalidUtf8, way.Read([(byte)'\n', .. bytes, (byte)'\n']).Verdict);
        }
    }
}
