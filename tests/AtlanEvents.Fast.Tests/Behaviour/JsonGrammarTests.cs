namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>A line is exactly one JSON value (RFC 8259).</summary>
public sealed class JsonGrammarTests
{
    [Theory, Trait("Behaviour", "one-json-value")]
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
    public void NotOneJsonValue_IsInvalidJson(ReadWay way, string line)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(line));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(line)));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside($"[1,{{\"x\":{line}}}]")));
    }

    [Theory, Trait("Behaviour", "one-json-value")]
    [EveryWay("x")]
    [EveryWay("{}")]
    [EveryWay(",")]
    [EveryWay("\0")]
    [EveryWay("\"")]
    [EveryWay("//")]
    public void GarbageAfterAnEvent_RejectsTheLine(ReadWay way, string garbage)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}{garbage}\n{Lines.Delete}  {garbage}\n"));
        Assert.Equal([Verdicts.InvalidJson, Verdicts.InvalidJson], result.Lines.Select(line => line.Verdict));
        Assert.Equal(0, result.Counts.Events);
    }

    [Theory, Trait("Behaviour", "one-json-value")]
    [EveryWay("t")]
    [EveryWay("tru")]
    [EveryWay("truE")]
    [EveryWay("True")]
    [EveryWay("truee")]
    [EveryWay("nul")]
    [EveryWay("fals")]
    [EveryWay("falsy")]
    public void InvalidLiterals_AreRejected(ReadWay way, string literal)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(literal));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(literal)));
        Assert.Equal(Verdicts.Truncated, way.Read(Encoding.UTF8.GetBytes(literal)).Verdict);
    }

    [Theory, EveryWay, Trait("Behaviour", "one-json-value")]
    public void RawControlCharacterInAString_IsRejected(ReadWay way)
    {
        for (char c = '\0'; c < ' '; c++)
        {
            // A raw LF ends the line and leaves two invalid lines.
            LineVerdict[] expected = c == '\n' ? [Verdicts.InvalidJson, Verdicts.InvalidJson] : [Verdicts.InvalidJson];
            ReadingResult result = way.Read(Encoding.UTF8.GetBytes(Lines.Beside($"\"{c}\"") + "\n"));
            Assert.Equal(expected, result.Lines.Select(line => line.Verdict));
        }
    }

    [Theory, EveryWay, Trait("Behaviour", "one-json-value")]
    public void DelAndRawLineSeparators_AreAccepted(ReadWay way)
        => Assert.Equal("\u007f\u0080\u2028\u2029", way.FieldsOf(Lines.Guid("\"\u007f\u0080\u2028\u2029\"")).Guid);

    [Theory, Trait("Behaviour", "numbers")]
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
    public void ValidNumbers_AreAccepted(ReadWay way, string number)
    {
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside(number)));
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside($"[{number} ,{number}]")));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(number));
        Assert.Equal(Verdicts.NotAnEvent, way.Read(Encoding.UTF8.GetBytes(number)).Verdict);
    }

    [Theory, EveryWay, Trait("Behaviour", "numbers")]
    public void NumberOfTenThousandDigits_IsAccepted(ReadWay way)
    {
        string digits = new('7', 10_000);
        Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside($"-{digits}.{digits}e+{digits}")));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside($"0{digits}")));
    }

    [Theory, Trait("Behaviour", "numbers")]
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
    public void InvalidNumbers_AreRejected(ReadWay way, string number)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(number)));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(number));
        Assert.Equal(Verdicts.Truncated, way.Read(Encoding.UTF8.GetBytes(number)).Verdict);
    }
}
