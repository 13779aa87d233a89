using System.Text;
using AtlanEvents.Fast.Testing.Reading;
using Xunit;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>What every line becomes, in the order of the table of behaviour: ends of lines and input, kinds of messages, grammar.</summary>
public sealed class Rows11To20Tests
{
    [Theory, EveryWay]
    public void Row11_Utf8MarkAtTheStart_IsStripped(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"\ufeff{Lines.Delete}\n{Lines.Delete}"));

        Assert.Equal([Verdicts.Event, Verdicts.Event], result.Lines.Select(line => line.Verdict));
        Assert.Equal([3, 4 + Lines.Delete.Length], result.Lines.Select(line => line.Offset));
        Assert.Equal([1, 2], result.Lines.Select(line => line.Number));
        Assert.Equal(4 + (2 * Lines.Delete.Length), result.Counts.Bytes);
    }

    [Theory, EveryWay]
    public void Row11_Utf8MarkElsewhere_IsRejected(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"\ufeff\ufeff{Lines.Delete}\n\ufeff{Lines.Delete}\n{Lines.Delete}\ufeff\n\ufeff\n"));

        Assert.Equal(Enumerable.Repeat(Verdicts.InvalidJson, 4), result.Lines.Select(line => line.Verdict));
    }

    [Theory, EveryWay]
    public void Row11_OnlyAMark_IsNoLine(ReadWay way)
    {
        ReadingResult result = way.Read([0xEF, 0xBB, 0xBF]);
        Assert.Equal(0, result.Counts.Lines);
    }

    [Theory]
    [EveryWay(new byte[] { 0xEF })]
    [EveryWay(new byte[] { 0xEF, 0xBB })]
    [EveryWay(new byte[] { 0xFF })]
    [EveryWay(new byte[] { 0xFE })]
    public void Row11_BeginningOfAMarkAndNoMore_IsOneRejectedLine(ReadWay way, byte[] input)
        => Assert.Equal(Verdicts.InvalidUtf8, way.Read(input).Verdict);

    [Theory]
    [EveryWay(new byte[] { 0xEF, (byte)'{', (byte)'\n', 0xEF })]
    [EveryWay(new byte[] { 0xEF, 0xBB, (byte)'\n', 0xEF, 0xBB })]
    [EveryWay(new byte[] { 0xFE, (byte)'\n', 0xFE })]
    public void Row11_BeginningOfAMarkAndSomethingElse_IsRejectedAsALine(ReadWay way, byte[] input)
        => Assert.Equal([Verdicts.InvalidUtf8, Verdicts.InvalidUtf8], way.Read(input).Lines.Select(line => line.Verdict));

    [Theory]
    [EveryWay(new byte[] { 0xFF, 0xFE })]
    [EveryWay(new byte[] { 0xFF, 0xFE, (byte)'{', 0 })]
    [EveryWay(new byte[] { 0xFE, 0xFF, 0, (byte)'{' })]
    [EveryWay(new byte[] { 0xFF, 0xFE, 0, 0, (byte)'{', 0, 0, 0 })]
    [EveryWay(new byte[] { 0, 0, 0xFE, 0xFF, 0, 0, 0, (byte)'{' })]
    public void Row11_MarkOfAnotherEncoding_FailsTheInputAtOnce(ReadWay way, byte[] input)
    {
        // A line by itself is only a line.
        if (way.Path == ReadPath.Parse)
        {
            Assert.Equal(LineOutcome.Rejected, EventParser.Parse(input, out _).Outcome);
            return;
        }

        var e = Assert.Throws<EventFormatException>(() => way.Read(input));
        Assert.Equal(LineFaultReason.UnsupportedEncoding, e.Reason);
        Assert.Contains("UTF-16", e.Message, StringComparison.Ordinal);
    }

    [Theory, EveryWay]
    public void Row12_OneCarriageReturnBeforeTheNewline_IsTrimmed(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}\r\n{Lines.Delete}\r\r\n{Lines.Delete}\n"));

        Assert.Equal([Lines.Delete, Lines.Delete + "\r", Lines.Delete], result.Lines.Select(line => line.Line));
        Assert.All(result.Lines, line => Assert.Equal(Verdicts.Event, line.Verdict));
    }

    [Theory, EveryWay]
    public void Row12_CarriageReturnBetweenTokens_IsWhitespace(ReadWay way)
        => Assert.Equal("g", way.FieldsOf("\r{\r\"message\"\r:\r{\"entity\":{\"guid\"\r:\"g\"\r}}\r}\r").Guid);

    [Theory, EveryWay]
    public void Row12_CarriageReturnInAString_IsRejected(ReadWay way)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Guid("\"a\rb\"")));

    [Theory, EveryWay]
    public void Row12_FileWithCarriageReturnsOnly_IsOneLine(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}\r{Lines.Delete}\r"));
        Assert.Equal(1, result.Counts.Lines);
        Assert.Equal(Verdicts.Truncated, result.Verdict);
        Assert.Equal(Verdicts.Event, way.Read(Encoding.UTF8.GetBytes(Lines.Delete + "\r")).Verdict);
    }

    [Theory]
    [EveryWay("")]
    [EveryWay(" ")]
    [EveryWay("\t")]
    [EveryWay("\r")]
    [EveryWay(" \t\r  \t\t\r\r ")]
    public void Row13_OnlySpacesTabsAndCarriageReturns_IsBlank(ReadWay way, string line)
    {
        Assert.Equal(Verdicts.Blank, way.Judge(line));
        Assert.Equal(line.Length == 0 ? 0 : 1, way.Read(Encoding.UTF8.GetBytes(line)).Counts.Blank);
    }

    [Theory]
    [EveryWay("\f")]
    [EveryWay("\v")]
    [EveryWay("\u00a0")]
    [EveryWay("\u2028")]
    [EveryWay("\0")]
    [EveryWay(" \u0085 ")]
    public void Row13_OtherWhitespace_IsRejected(ReadWay way, string line)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(line));

    [Theory, EveryWay]
    public void Row14_LastLineWithoutNewline_IsAsAnyLine(ReadWay way)
    {
        Assert.Equal(Verdicts.Event, way.Read(Encoding.UTF8.GetBytes(Lines.Delete)).Verdict);
        Assert.Equal(Verdicts.NotAnEvent, way.Read("{}"u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.Blank, way.Read("  "u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.DuplicateField, way.Read("""{"message":{"entity":{"guid":"a","guid":"a"}}}"""u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.TooDeep, way.Read(Encoding.UTF8.GetBytes(new string('[', 65))).Verdict);
        Assert.Equal(Verdicts.InvalidUtf8, way.Read([(byte)'{', (byte)'"', 0xE2, 0x82]).Verdict);
    }

    [Theory, EveryWay]
    public void Row14_LastLineCutAnywhere_IsTruncated(ReadWay way)
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Guid("\"a\\u00e9\""));
        if (way.Path == ReadPath.SplitAtEveryByte)
            return;

        for (int length = 1; length < line.Length; length++)
        {
            ReadingResult result = way.Read([.. line, (byte)'\n', .. line.AsSpan(0, length)]);
            Assert.Equal([Verdicts.Event, Verdicts.Truncated], result.Lines.Select(l => l.Verdict));
            Assert.Equal(line.Length + 1, result.Lines[1].Offset);
            Assert.Equal(Verdicts.InvalidJson, way.Judge(line.AsSpan(0, length)));
        }
    }

    [Theory]
    [EveryWay("{}{}")]
    [EveryWay("{} {}")]
    [EveryWay("""{"a":1}{"b":2}""")]
    [EveryWay("""{"a":1},""")]
    [EveryWay("""{"a":1},{"b":2}""")]
    [EveryWay("""{"a":1,}""")]
    [EveryWay("[1,]")]
    [EveryWay("[,1]")]
    [EveryWay("{,}")]
    [EveryWay("/*c*/{}")]
    [EveryWay("{}//c")]
    [EveryWay("""{"a":/*c*/1}""")]
    [EveryWay("#{}")]
    [EveryWay("""{"a":NaN}""")]
    [EveryWay("""{"a":Infinity}""")]
    [EveryWay("""{"a":-Infinity}""")]
    [EveryWay("{'a':1}")]
    [EveryWay("{a:1}")]
    [EveryWay("""{"a" 1}""")]
    [EveryWay("""{"a":}""")]
    [EveryWay("""{"a"}""")]
    [EveryWay("""{1:1}""")]
    [EveryWay("{1}")]
    [EveryWay("{[]}")]
    [EveryWay("""{"a":1,2}""")]
    [EveryWay("""{"a":1 2}""")]
    [EveryWay("""{"a":1,null}""")]
    [EveryWay("""{"message":{true}}""")]
    [EveryWay("""{"message":{"entity":{{}}}}""")]
    [EveryWay("""{"message":{"entity":{"attributes":{-1.5}}}}""")]
    [EveryWay("""{"a":1]""")]
    [EveryWay("[1}")]
    [EveryWay("}")]
    [EveryWay("{}}")]
    [EveryWay("{}x")]
    [EveryWay("{}1")]
    [EveryWay("1 1")]
    [EveryWay("nulll")]
    [EveryWay("x")]
    [EveryWay("""{b":1}""")]
    [EveryWay("""{"a"x1}""")]
    [EveryWay("""{"a",1}""")]
    [EveryWay("""{"a"::1}""")]
    public void Row15_NotOneJsonValue_IsInvalidJson(ReadWay way, string line)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(line));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(line)));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside($"[1,{{\"x\":{line}}}]")));
    }

    [Theory]
    [EveryWay("x")]
    [EveryWay("{}")]
    [EveryWay(",")]
    [EveryWay("\0")]
    [EveryWay("\"")]
    [EveryWay("//")]
    public void Row15_GarbageBehindAnEvent_RejectsAllOfIt(ReadWay way, string garbage)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}{garbage}\n{Lines.Delete}  {garbage}\n"));
        Assert.Equal([Verdicts.InvalidJson, Verdicts.InvalidJson], result.Lines.Select(line => line.Verdict));
        Assert.Equal(0, result.Counts.Events);
    }

    [Theory]
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
    public void Row16_JsonWithoutAnAsset_IsNotAnEvent(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line));

    [Theory]
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
    public void Row17_OtherMessages_AreNotRoutableWithTheirReason(ReadWay way, string line, NotRoutableReason reason)
        => Assert.Equal(LineVerdict.NotRoutable(reason), way.Judge(line));

    [Theory]
    [EveryWay("""{"version":{},"msgCompressionKind":"GZIP","msgSplitIdx":1,"msgSplitCount":1,"message":"H4sIAAAA"}""")]
    [EveryWay("""{"message":""}""")]
    public void Row18_MessageThatIsAString_IsCompressedOrSplit(ReadWay way, string line)
        => Assert.Equal(LineVerdict.NotRoutable(NotRoutableReason.CompressedOrSplit), way.Judge(line));

    [Theory, EveryWay]
    public void Row19_UnknownTexts_AreEventsWithOther(ReadWay way)
    {
        const string Line = """{"message":{"operationType":"ENTITY_EXPLODE","entity":{"deleteHandler":"hard"}}}""";
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(Line), out EventView view));
        Assert.Equal(OperationType.Other, view.Operation);
        Assert.Equal(DeleteHandler.Other, view.DeleteHandler);
        Assert.Equal(new EventFields("ENTITY_EXPLODE", null, null, null, "hard"), way.FieldsOf(Line));
    }

    [Theory]
    [EveryWay("0")]
    [EveryWay("-0")]
    [EveryWay("-1")]
    [EveryWay("0e0")]
    [EveryWay("1E+2")]
    [EveryWay("1e-2")]
    [EveryWay("1.5E400")]
    [EveryWay("-0.0e-0")]
    [EveryWay("1.17549435e-38")]
    [EveryWay("123456789012345678901234567890")]
    public void Row20_NumbersOfTheGrammar_AreFine(ReadWay way, string number)
    {
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside(number)));
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside($"[{number} ,{number}]")));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(number));
        Assert.Equal(Verdicts.NotAnEvent, way.Read(Encoding.UTF8.GetBytes(number)).Verdict);
    }

    [Theory, EveryWay]
    public void Row20_TenThousandDigits_AreFine(ReadWay way)
    {
        string digits = new('7', 10_000);
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside($"-{digits}.{digits}e+{digits}")));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside($"0{digits}")));
    }

    [Theory]
    [EveryWay("01")]
    [EveryWay("-01")]
    [EveryWay("00")]
    [EveryWay("1.")]
    [EveryWay("-")]
    [EveryWay("--1")]
    [EveryWay("1e")]
    [EveryWay("1e+")]
    [EveryWay("1.e1")]
    [EveryWay(".5")]
    [EveryWay("-.5")]
    [EveryWay("+1")]
    [EveryWay("0x1")]
    [EveryWay("1_000")]
    [EveryWay("1a")]
    [EveryWay("1.5.5")]
    [EveryWay("1e5.5")]
    [EveryWay("\uff11")]
    public void Row20_OtherNumbers_AreRejected(ReadWay way, string number)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(number)));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(number));
        Assert.Equal(Verdicts.Truncated, way.Read(Encoding.UTF8.GetBytes(number)).Verdict);
    }
}
