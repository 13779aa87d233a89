using AtlanEvents.Fast.Testing.Events;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Wrappers are removed if the option is set and the wrapper is unambiguous.</summary>
[Trait("Behaviour", "wrapped-event")]
public sealed class WrapperTests
{
    private const string Inner = """{"message":{"entity":{"guid":"g"}}}""";
    private static readonly string s_text = Inner.Replace("\"", "\\\"", StringComparison.Ordinal);

    public static TheoryData<Wrapping> Wrappings => [.. Enum.GetValues<Wrapping>()];

    [Theory]
    [EveryWay(Wrapping.LambdaText)]
    [EveryWay(Wrapping.LambdaBase64)]
    [EveryWay(Wrapping.EventBridge)]
    [EveryWay(Wrapping.ConnectValue)]
    [EveryWay(Wrapping.ConnectValueText)]
    [EveryWay(Wrapping.ConnectPayload)]
    [EveryWay(Wrapping.ConnectPayloadText)]
    [EveryWay(Wrapping.Kcat)]
    public void Wrapper_AroundAnEvent_IsRemoved(ReadWay way, Wrapping wrapping)
    {
        byte[] input = Packed.Join(WrapperWriter.Wrap(Packed.Event, wrapping), Packed.Event);
        ReadingResult result = way.Read(input, Packed.Open);

        Assert.Equal([Lines.Delete, Lines.Delete], result.Lines.Select(line => line.Line));
        Assert.All(result.Lines, line => Assert.Equal(Packed.Fields, line.Fields));
        Assert.Equal([0, input.Length - Packed.Event.Length - 1], result.Lines.Select(line => line.Offset));
    }

    [Theory, MemberData(nameof(Wrappings))]
    public void Wrapper_InAnySpelling_IsRemoved(Wrapping wrapping)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var style = new WritingStyle { Seed = seed, IsShuffled = true, IsSpaced = true, Escaping = Escaping.Anything };
            ReadingResult result = Read(WrapperWriter.Wrap(Packed.Event, wrapping, style), Packed.Open);
            Assert.Equal((Packed.Fields, Lines.Delete), (Assert.Single(result.Lines).Fields, result.Lines[0].Line));
        }
    }

    [Theory, MemberData(nameof(Wrappings))]
    public void Wrapper_WithoutTheOption_IsNotAnEvent(Wrapping wrapping)
    {
        byte[] line = WrapperWriter.Wrap(Packed.Event, wrapping);
        EventWrappers others = EventWrappers.All & ~WrapperWriter.KindOf(wrapping);

        Assert.Equal(Verdicts.Event, Judge(line, new EventReaderOptions { Unwrap = WrapperWriter.KindOf(wrapping) }));
        Assert.Equal(Verdicts.NotAnEvent, Judge(line, new EventReaderOptions { Unwrap = others }));
        Assert.Equal(Verdicts.NotAnEvent, Judge(line, new EventReaderOptions { Reassembly = ReassemblyOptions.Default }));
    }

    [Theory, MemberData(nameof(Wrappings))]
    public void WrapperMembers_BesideAMessage_AreIgnored(Wrapping wrapping)
    {
        foreach (string message in new[] { "null", "{}", "[]", "1" })
        {
            byte[] line = [.. Packed.Utf8($"{{\"message\":{message},"), .. WrapperWriter.Wrap(Packed.Event, wrapping).AsSpan(1)];
            Assert.Equal(Verdicts.NotAnEvent, Judge(line, Packed.Open));
        }
    }

    [Theory]
    [InlineData("""{"body":T}""")]
    [InlineData("""{"body":T,"headers":{}}""")]
    [InlineData("""{"body":T,"isBase64Encoded":false,"detail":O,"detail-type":"x"}""")]
    [InlineData("""{"body":T,"requestContext":{},"value":O,"key":"x"}""")]
    [InlineData("""{"topic":"x","value":O,"payload":O}""")]
    [InlineData("""{"schema":{},"value":O,"key":"x","payload":O}""")]
    [InlineData("""{"detail":O}""")]
    [InlineData("""{"value":O}""")]
    [InlineData("""{"payload":O}""")]
    [InlineData("""{"Body":T,"isBase64Encoded":false}""")]
    [InlineData("""{"body":[T],"isBase64Encoded":false}""")]
    [InlineData("""{"detail":[O],"detail-type":"x"}""")]
    [InlineData("""{"key":1,"value":7}""")]
    [InlineData("""{"key":1,"value":null}""")]
    [InlineData("""[{"key":1,"value":O}]""")]
    [InlineData("""{"a":{"key":1,"value":O}}""")]
    public void AmbiguousOrIncompleteWrapper_IsNotAnEvent(string line) => Assert.Equal(Verdicts.NotAnEvent, Judge(line, Packed.Open));

    [Theory]
    [InlineData("""{"body":T,"body":T,"isBase64Encoded":false}""")]
    [InlineData("""{"body":T,"isBase64Encoded":true,"isBase64Encoded":false}""")]
    [InlineData("""{"body":"","\u0062ody":T,"isBase64Encoded":false}""")]
    [InlineData("""{"detail":{},"detail":O,"detail-type":"x"}""")]
    [InlineData("""{"key":1,"value":O,"value":O}""")]
    [InlineData("""{"schema":null,"payload":1,"payload":T}""")]
    public void Wrapper_WithARepeatedKey_IsRejectedUnlessTheLastWins(string line)
    {
        Assert.Equal(Verdicts.DuplicateField, Judge(line, Packed.Open));
        Assert.Equal(Verdicts.Event, Judge(line, Packed.Open with { AllowDuplicateFields = true }));
    }

    [Theory]
    [InlineData("""{"body":T,"isBase64Encoded":false,"isBase64Encoded":true}""", LineFaultReason.InvalidBase64)]
    [InlineData("""{"detail":O,"detail-type":"x","detail":1}""", LineFaultReason.None)]
    public void Wrapper_WithLastWins_HasTheLastValueValueValue(string line, LineFaultReason reason)
    {
        LineVerdict verdict = Judge(line, Packed.Open with { AllowDuplicateFields = true });
        Assert.Equal((reason, false), (verdict.FaultReason, verdict.Outcome == LineOutcome.Event));
    }

    [Theory]
    [InlineData("""{"key":1,"key":2,"value":O}""")]
    [InlineData("""{"topic":"a","topic":"b","payload":T}""")]
    [InlineData("""{"requestContext":1,"requestContext":2,"body":T}""")]
    [InlineData("""{"x":1,"x":2,"value":O,"key":null}""")]
    public void Wrapper_WithAnotherRepeatedKey_IsRemoved(string line) => Assert.Equal(Verdicts.Event, Judge(line, Packed.Open));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"\\n\"")]
    [InlineData("\"Hello\"")]
    [InlineData("\"a=1&b=2\"")]
    [InlineData("\"[{}]\"")]
    [InlineData("\"{}\"")]
    [InlineData("\"\\\"{}\\\"\"")]
    [InlineData("null")]
    public void Body_NotAnObject_IsNotAnEvent(string body)
        => Assert.Equal(Verdicts.NotAnEvent, Judge($"{{\"body\":{body},\"isBase64Encoded\":false}}", Packed.Open));

    [Theory]
    [InlineData("\"{\"", LineFaultReason.InvalidJson)]
    [InlineData("\" \\n{\\\"message\\\":}\"", LineFaultReason.InvalidJson)]
    [InlineData("\"{}{}\"", LineFaultReason.InvalidJson)]
    [InlineData("\"{\\\"message\\\":{\\\"entity\\\":{\\\"guid\\\":1,\\\"guid\\\":2}}}\"", LineFaultReason.DuplicateField)]
    [InlineData("\"{\\\"message\\\":{\\\"entity\\\":{\\\"guid\\\":\\\"\\\\uD800\\\"}}}\"", LineFaultReason.InvalidText)]
    [InlineData("\"{\\uD800}\"", LineFaultReason.InvalidText)]
    public void Body_InvalidObject_IsRejected(string body, LineFaultReason reason)
        => Assert.Equal(LineVerdict.Rejected(reason), Judge($"{{\"body\":{body},\"isBase64Encoded\":false}}", Packed.Open));

    [Theory]
    [InlineData("e30=", LineFaultReason.None)]
    [InlineData("SGVsbG8=", LineFaultReason.None)]
    [InlineData("e30", LineFaultReason.InvalidBase64)]
    [InlineData("{}", LineFaultReason.InvalidBase64)]
    [InlineData("e30=e30=", LineFaultReason.InvalidBase64)]
    [InlineData("-_-_", LineFaultReason.InvalidBase64)]
    [InlineData("e8CAfQ==", LineFaultReason.InvalidUtf8)]
    public void Body_InvalidBase64_IsRejected(string body, LineFaultReason reason)
    {
        LineVerdict verdict = Judge($"{{\"body\":\"{body}\",\"isBase64Encoded\":true}}", Packed.Open);
        Assert.Equal(reason == LineFaultReason.None ? Verdicts.NotAnEvent : LineVerdict.Rejected(reason), verdict);
    }

    [Fact]
    public void Body_PrettyPrinted_IsOneLine()
    {
        const string Pretty = "\r\n{\\n\\t\\\"message\\\":\\n{\\\"entity\\\":{}}}\\n";
        LineResult line = Assert.Single(
            Read(Packed.Utf8($"{{\"body\":\"{Pretty.Replace("\r\n", "\\r\\n", StringComparison.Ordinal)}\",\"isBase64Encoded\":false}}"),
            Packed.Open).Lines);

        Assert.Equal("\r { \t\"message\": {\"entity\":{}}} ", line.Line);
    }

    [Theory, EveryWay]
    public void Wrapper_AroundACompressedMessage_IsRemoved(ReadWay way)
    {
        byte[] line = WrapperWriter.Wrap(MessagePacker.Single(Packed.Event), Wrapping.LambdaText);

        Assert.Equal(Packed.Fields, way.FieldsOf(line, Packed.Open));
        Assert.Equal(Packed.CompressedOrSplit, way.Judge(line, Packed.Open with { Reassembly = null }));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(line, Packed.Open with { Unwrap = EventWrappers.EventBridge }));
    }

    [Theory, EveryWay]
    public void Wrapper_AroundPartsOfAMessage_IsRemoved(ReadWay way)
    {
        Wrapping[] wrappings = [Wrapping.LambdaBase64, Wrapping.EventBridge, Wrapping.Kcat];
        byte[][] lines = [.. MessagePacker.SplitInto(3, Packed.Event).Select((part, i) => WrapperWriter.Wrap(part, wrappings[i]))];
        ReadingResult result = way.Read(Packed.Join(lines), Packed.Open);

        if (way.Path == ReadPath.Parse)
        {
            Assert.Equal("CompressedOrSplit=3", result.Counts.NotRoutableReasons);
            return;
        }

        Assert.Equal((3, Packed.Fields, Lines.Delete), (Assert.Single(result.Lines).Number, result.Lines[0].Fields, result.Lines[0].Line));

        // An incomplete part is reported with the bytes of its line.
        List<Fault> faults = Fault.In(Packed.Join(lines[2], lines[0]));
        Assert.Equal([lines[0], lines[2]], faults.Select(fault => Packed.Utf8(fault.Text)));
        Assert.Equal([(2, 0, 3), (1, 2, 3)], faults.Select(fault => (fault.Line, fault.Index, fault.Count)));
    }

    private static LineVerdict Judge(string line, EventReaderOptions options)
    {
        string filled = line.Replace(":T", $":\"{s_text}\"", StringComparison.Ordinal)
            .Replace("[T", $"[\"{s_text}\"", StringComparison.Ordinal)
            .Replace(":O", $":{Inner}", StringComparison.Ordinal)
            .Replace("[O", $"[{Inner}", StringComparison.Ordinal);
        return Judge(Encoding.UTF8.GetBytes(filled), options);
    }

    private static LineVerdict Judge(byte[] line, EventReaderOptions options) => Read(line, options).Verdict;

    private static ReadingResult Read(byte[] line, EventReaderOptions options)
    {
        ReadingResult expected = new ReadWay(Testing.Engines.EngineChoice.Reference, ReadPath.Enumerate).Read(Packed.Join(line), options);
        ReadingResult.AssertEqual(
            expected, new ReadWay(Testing.Engines.EngineChoice.Fast, ReadPath.Enumerate).Read(Packed.Join(line), options));
        return expected;
    }
}
