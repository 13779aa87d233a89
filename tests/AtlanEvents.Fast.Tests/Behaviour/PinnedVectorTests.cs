using System.Text;
using AtlanEvents.Fast.Testing.Reading;
using Xunit;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>The inputs that behaviour pins, each by each, and what is like them.</summary>
public sealed class PinnedVectorTests
{
    [Theory]
    [EveryWay("""{"message":[]}""")]
    [EveryWay("""{"message":{"entity":[]}}""")]
    [EveryWay("""{"\uD800":1}""")]
    public void Vector_WithoutAnAsset_IsNotRoutable(ReadWay way, string line)
        => Assert.Equal(Verdicts.NotAnEvent, way.Judge(line));

    [Theory]
    [EveryWay("""{"a":1}{"b":2}""")]
    [EveryWay("""{"a":1},""")]
    public void Vector_MoreThanOneValue_IsRejected(ReadWay way, string line)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(line));

    [Theory, EveryWay]
    public void Vector_LoneSurrogateInGuid_IsInvalidText(ReadWay way)
        => Assert.Equal(Verdicts.InvalidText, way.Judge(Lines.Entity("""  "guid":"\uD800"  """)));

    [Theory, EveryWay]
    public void Vector_EscapedKeyAndPlainKey_AreADuplicate(ReadWay way)
        => Assert.Equal(Verdicts.DuplicateField, way.Judge(Lines.Entity("""  "\u0067uid":"a","guid":"b"  """)));

    [Theory, EveryWay]
    public void Vector_GoodMessageThen1UnderLastWins_HasNothing(ReadWay way)
        => Assert.Equal(
            Verdicts.NotAnEvent,
            way.Judge(Lines.Delete[..^1] + ",\"message\":1}", new EventReaderOptions { DuplicateFields = DuplicateFieldPolicy.LastWins }));

    [Theory]
    [EveryWay(new byte[] { 0xC0, 0x80 })]
    [EveryWay(new byte[] { 0xED, 0xA0, 0x80 })]
    [EveryWay(new byte[] { 0xF5 })]
    public void Vector_RawBytesThatAreNoUtf8_AreRejected(ReadWay way, byte[] bad)
        => Assert.Equal(Verdicts.InvalidUtf8, way.Judge([.. "{\"a\":\""u8, .. bad, .. "\"}"u8]));

    [Theory]
    [EveryWay("-0")]
    [EveryWay("1E+2")]
    [EveryWay("0e0")]
    public void Vector_NumbersOfTheGrammar_AreFine(ReadWay way, string number)
        => Assert.Equal(Verdicts.Event, way.Judge(Lines.Beside(number)));

    [Theory]
    [EveryWay("01")]
    [EveryWay("1.")]
    public void Vector_OtherNumbers_AreRejected(ReadWay way, string number)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(number)));

    [Theory]
    [EveryWay("t")]
    [EveryWay("tru")]
    [EveryWay("truE")]
    [EveryWay("True")]
    [EveryWay("truee")]
    [EveryWay("nul")]
    [EveryWay("fals")]
    [EveryWay("falsy")]
    public void Vector_BrokenLiterals_AreRejected(ReadWay way, string literal)
    {
        Assert.Equal(Verdicts.InvalidJson, way.Judge(literal));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Beside(literal)));
        Assert.Equal(Verdicts.Truncated, way.Read(Encoding.UTF8.GetBytes(literal)).Verdict);
    }

    [Theory]
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
    public void Vector_BrokenEscapes_AreRejected(ReadWay way, string line)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(line));

    [Theory, EveryWay]
    public void Vector_RawControlCharacterInAString_IsRejected(ReadWay way)
    {
        for (char c = '\0'; c < ' '; c++)
        {
            // A raw LF ends the line: two broken ones.
            LineVerdict[] expected = c == '\n' ? [Verdicts.InvalidJson, Verdicts.InvalidJson] : [Verdicts.InvalidJson];
            ReadingResult result = way.Read(Encoding.UTF8.GetBytes(Lines.Beside($"\"{c}\"") + "\n"));
            Assert.Equal(expected, result.Lines.Select(line => line.Verdict));
        }
    }

    [Theory, EveryWay]
    public void Vector_DelAndRawLineSeparators_AreFine(ReadWay way)
        => Assert.Equal("\u007f\u0080\u2028\u2029", way.FieldsOf(Lines.Guid("\"\u007f\u0080\u2028\u2029\"")).Guid);

    [Theory, EveryWay]
    public void Vector_EscapedSurrogatePair_IsFourBytes(ReadWay way)
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Guid(@"""\uD83D\uDE00"""));
        Assert.True(EventParser.TryParse(line, out EventView view));
        Assert.Equal([0xF0, 0x9F, 0x98, 0x80], view.Guid.Span.ToArray());
        Assert.Equal("\ud83d\ude00", way.FieldsOf(line).Guid);
    }
}
