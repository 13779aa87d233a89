using AtlanEvents.Fast.Testing.Events;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Compressed and split messages are reassembled into their event, or have a reason why not.</summary>
[Trait("Behaviour", "packed-message")]
public sealed class PackedMessageTests
{
    private static readonly EventReaderOptions s_unwrapOnly = new() { Unwrap = EventWrappers.All };

    [Theory, EveryWay]
    public void CompressedMessage_IsItsEvent(ReadWay way)
    {
        LineResult line = Assert.Single(way.Read(MessagePacker.Single(Packed.Event), Packed.Open).Lines);

        Assert.Equal((Verdicts.Event, Packed.Fields, Lines.Delete), (line.Verdict, line.Fields, line.Line));
    }

    [Theory, EveryWay]
    public void CompressedTwice_IsItsEvent(ReadWay way)
        => Assert.Equal(Packed.Fields, way.FieldsOf(MessagePacker.Single(MessagePacker.Single(Packed.Event)), Packed.Open));

    [Theory]
    [EveryWay(true, 0, 1, 2)]
    [EveryWay(true, 2, 0, 1)]
    [EveryWay(false, 2, 1, 0)]
    public void SplitMessage_IsAnEventAtItsLastPart(ReadWay way, bool isCompressed, int first, int second, int third)
    {
        byte[][] parts = MessagePacker.SplitInto(3, Packed.Event, isCompressed);
        ReadingResult result = way.Read(Packed.Join(parts[first], parts[second], "\n"u8.ToArray(), parts[third]), Packed.Open);

        // Parse reads one line at a time, so it cannot join parts.
        if (way.Path == ReadPath.Parse)
        {
            Assert.Equal("CompressedOrSplit=3", result.Counts.NotRoutableReasons);
            return;
        }

        LineResult line = Assert.Single(result.Lines);
        Assert.Equal((Verdicts.Event, Packed.Fields, Lines.Delete), (line.Verdict, line.Fields, line.Line));
        Assert.Equal((5, parts[first].Length + parts[second].Length + 4), (line.Number, line.Offset));
        Assert.Equal("MessagePart=2", result.Counts.NotRoutableReasons);
        Assert.Equal((5, 2), (result.Counts.Lines, result.Counts.Blank));
    }

    [Theory, EveryWay]
    public void MissingPart_RejectsTheOtherParts(ReadWay way)
    {
        byte[][] parts = MessagePacker.SplitInto(3, Packed.Event);
        ReadingResult result = way.Read(Packed.Join(parts[2], Packed.Event, parts[0]), Packed.Open);

        if (way.Path == ReadPath.Parse)
        {
            Assert.Equal("CompressedOrSplit=2", result.Counts.NotRoutableReasons);
            return;
        }

        // In the order of the message, at the end of the input.
        LineVerdict incomplete = LineVerdict.Rejected(LineFaultReason.IncompleteMessage);
        Assert.Equal([Verdicts.Event, incomplete, incomplete], result.Lines.Select(line => line.Verdict));
        Assert.Equal([2, 3, 1], result.Lines.Select(line => line.Number));
        Assert.Equal("IncompleteMessage=2", result.Counts.RejectedReasons);
    }

    [Theory, EveryWay]
    public void ReassemblyOff_IsCompressedOrSplit(ReadWay way)
    {
        byte[] input = Packed.Join([MessagePacker.Single(Packed.Event), .. MessagePacker.SplitInto(2, Packed.Event, isCompressed: false)]);

        Assert.Equal("CompressedOrSplit=3", way.Read(input).Counts.NotRoutableReasons);
        Assert.Equal("CompressedOrSplit=3", way.Read(input, s_unwrapOnly).Counts.NotRoutableReasons);
    }

    [Theory]
    [EveryWay("ZSTD")]
    [EveryWay("gzip")]
    [EveryWay("")]
    public void UnknownCompression_IsCompressedOrSplit(ReadWay way, string kind)
    {
        string text = Convert.ToBase64String(MessagePacker.Gzip(Packed.Event));
        ReadingResult result = way.Read(
            Packed.Join(MessagePacker.Record(text, kind, index: 1, count: 1), MessagePacker.Record(text, kind, index: 0, count: 2)),
                Packed.Open);

        Assert.Equal("CompressedOrSplit=2", result.Counts.NotRoutableReasons);
    }

    [Theory]
    [EveryWay("""{"message":"Hello"}""")]
    [EveryWay("""{"message":""}""")]
    [EveryWay("""{"message":"Hello","body":"{}","isBase64Encoded":false}""")]
    [EveryWay("""{"message":"SGVsbG8=","msgCompressionKind":"NONE","msgSplitIdx":1,"msgSplitCount":1}""")]
    [EveryWay("""{"message":"SGVsbG8=","msgCompressionKind":null,"msgSplitIdx":null,"msgSplitCount":null,"msgId":null}""")]
    public void TextWithoutSignsOfCompression_IsNotAnEvent(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line, Packed.Open));

    [Theory]
    [EveryWay("""{"message":{"operationType":"RELATIONSHIP_CREATE","relationship":{}}}""", NotRoutableReason.RelationshipEvent)]
    [EveryWay("""{"atlan-webhook":"Hello"}""", NotRoutableReason.WebhookHandshake)]
    [EveryWay("""{"type":"DATA_ACCESS_REQUEST","payload":{}}""", NotRoutableReason.OtherWebhook)]
    [EveryWay("""{"message":{"type":"ENTITY_CREATE_V2","entities":[]}}""", NotRoutableReason.HookMessage)]
    [EveryWay(""" {"message" : {"type":"ENTITY_NOTIFICATION_V1"}}""", NotRoutableReason.V1Notification)]
    [EveryWay("7", NotRoutableReason.NotAnEvent)]
    [EveryWay("  ", NotRoutableReason.NotAnEvent)]
    public void OtherContent_IsNotRoutableWithItsReason(ReadWay way, string inside, NotRoutableReason reason)
        => Assert.Equal(LineVerdict.NotRoutable(reason), way.Judge(MessagePacker.Single(Packed.Utf8(inside)), Packed.Open));

    [Theory]
    [EveryWay("""{"message":{"entity":{"guid":"a","guid":"b"}}}""", LineFaultReason.DuplicateField)]
    [EveryWay("""{"message":{"entity":{"guid":"\uD800"}}}""", LineFaultReason.InvalidText)]
    [EveryWay("""{"message":{"entity":{"guid":"a"}}""", LineFaultReason.InvalidJson)]
    [EveryWay("""{"message":{"entity":{}}}{}""", LineFaultReason.InvalidJson)]
    [EveryWay("Hello", LineFaultReason.InvalidJson)]
    public void InvalidContent_IsRejectedWithItsReason(ReadWay way, string inside, LineFaultReason reason)
    {
        Assert.Equal(LineVerdict.Rejected(reason), way.Judge(MessagePacker.Single(Packed.Utf8(inside)), Packed.Open));
        if (way.Path == ReadPath.Parse)
            return;

        ReadingResult split = way.Read(Packed.Join(MessagePacker.SplitInto(2, Packed.Utf8(inside), isCompressed: false)), Packed.Open);
        Assert.Equal($"{reason}=2", split.Counts.RejectedReasons);
    }

    [Theory, EveryWay]
    public void ContentWithInvalidUtf8OrDepth_IsRejectedWithItsReason(ReadWay way)
    {
        byte[] notUtf8 = [.. "{\"a\":\""u8, 0xC0, 0x80, .. "\"}"u8];
        Assert.Equal(Verdicts.InvalidUtf8, way.Judge(MessagePacker.Single(notUtf8), Packed.Open));
        Assert.Equal(
            Verdicts.TooDeep, way.Judge(MessagePacker.Single(Packed.Utf8(new string('[', 65) + new string(']', 65))), Packed.Open));
        Assert.Equal(
            Verdicts.NotAnEvent, way.Judge(MessagePacker.Single(Packed.Utf8(new string('[', 64) + new string(']', 64))), Packed.Open));
    }

    [Theory, EveryWay]
    public void LastWins_AppliesToTheContent(ReadWay way)
    {
        byte[] line = MessagePacker.Single("""{"message":{"entity":{"guid":"a","guid":"b"}}}"""u8.ToArray());
        Assert.Equal("b", way.FieldsOf(line, Packed.Open with { AllowDuplicateFields = true }).Guid);
    }

    [Theory, EveryWay]
    public void NewlinesInTheContent_BecomeSpaces(ReadWay way)
    {
        const string Pretty = "{\n  \"message\": {\r\n\"entity\":{\"guid\":\"a\\nb\"}\n}\n}\n";
        LineResult line = Assert.Single(way.Read(MessagePacker.Single(Packed.Utf8(Pretty)), Packed.Open).Lines);

        Assert.Equal((Pretty.Replace('\n', ' '), "a\nb"), (line.Line, line.Fields!.Guid));
    }

    [Theory]
    [EveryWay(Escaping.Required)]
    [EveryWay(Escaping.Anything)]
    public void EnvelopeInAnySpelling_IsRead(ReadWay way, Escaping escaping)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var style = new WritingStyle { Seed = seed, IsShuffled = true, IsSpaced = true, Escaping = escaping };
            Assert.Equal(Packed.Fields, way.FieldsOf(MessagePacker.Single(Packed.Event, style: style), Packed.Open));
        }
    }

    [Theory, EveryWay]
    public void EscapedSlashesInTheText_AreUnescaped(ReadWay way)
    {
        string line = System.Text.Encoding.UTF8.GetString(MessagePacker.Single(Packed.Event));
        string escaped = line.Replace("/", "\\/", StringComparison.Ordinal);

        Assert.NotEqual(line, escaped);
        Assert.Equal(Packed.Fields, way.FieldsOf(escaped, Packed.Open));
    }

    [Theory, EveryWay]
    public void RepeatedMessage_IsRejectedUnlessTheLastWins(ReadWay way)
    {
        byte[] line = [.. "{\"message\":\"x\","u8, .. MessagePacker.Single(Packed.Event).AsSpan(1)];

        Assert.Equal(Verdicts.DuplicateField, way.Judge(line, Packed.Open));
        Assert.Equal(Packed.Fields, way.FieldsOf(line, Packed.Open with { AllowDuplicateFields = true }));
    }
}
