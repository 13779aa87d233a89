namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Where lines and inputs begin and end: byte order marks, carriage returns, blank lines, the last line.</summary>
public sealed class LineTests
{
    [Theory, EveryWay, Trait("Behaviour", "byte-order-mark")]
    public void Utf8Bom_AtTheStart_IsSkipped(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"\ufeff{Lines.Delete}\n{Lines.Delete}"));

        Assert.Equal([Verdicts.Event, Verdicts.Event], result.Lines.Select(line => line.Verdict));
        Assert.Equal([3, 4 + Lines.Delete.Length], result.Lines.Select(line => line.Offset));
        Assert.Equal([1, 2], result.Lines.Select(line => line.Number));
        Assert.Equal(4 + (2 * Lines.Delete.Length), result.Counts.Bytes);
    }

    [Theory, EveryWay, Trait("Behaviour", "byte-order-mark")]
    public void Utf8Bom_Elsewhere_IsRejected(ReadWay way)
    {
        ReadingResult result = way.Read(
            Encoding.UTF8.GetBytes($"\ufeff\ufeff{Lines.Delete}\n\ufeff{Lines.Delete}\n{Lines.Delete}\ufeff\n\ufeff\n"));

        Assert.Equal(Enumerable.Repeat(Verdicts.InvalidJson, 4), result.Lines.Select(line => line.Verdict));
    }

    [Theory, EveryWay, Trait("Behaviour", "byte-order-mark")]
    public void Utf8Bom_WithoutContent_IsNotALine(ReadWay way)
    {
        ReadingResult result = way.Read([0xEF, 0xBB, 0xBF]);
        Assert.Equal(0, result.Counts.Lines);
    }

    [Theory, Trait("Behaviour", "byte-order-mark")]
    [EveryWay(new byte[] { 0xEF })]
    [EveryWay(new byte[] { 0xEF, 0xBB })]
    [EveryWay(new byte[] { 0xFF })]
    [EveryWay(new byte[] { 0xFE })]
    public void PartialBom_AtTheEnd_IsOneRejectedLine(ReadWay way, byte[] input)
        => Assert.Equal(Verdicts.InvalidUtf8, way.Read(input).Verdict);

    [Theory, Trait("Behaviour", "byte-order-mark")]
    [EveryWay(new byte[] { 0xEF, (byte)'{', (byte)'\n', 0xEF })]
    [EveryWay(new byte[] { 0xEF, 0xBB, (byte)'\n', 0xEF, 0xBB })]
    [EveryWay(new byte[] { 0xFE, (byte)'\n', 0xFE })]
    public void PartialBom_BeforeContent_IsARejectedLine(ReadWay way, byte[] input)
        => Assert.Equal([Verdicts.InvalidUtf8, Verdicts.InvalidUtf8], way.Read(input).Lines.Select(line => line.Verdict));

    [Theory, Trait("Behaviour", "byte-order-mark")]
    [EveryWay(new byte[] { 0xFF, 0xFE })]
    [EveryWay(new byte[] { 0xFF, 0xFE, (byte)'{', 0 })]
    [EveryWay(new byte[] { 0xFE, 0xFF, 0, (byte)'{' })]
    [EveryWay(new byte[] { 0xFF, 0xFE, 0, 0, (byte)'{', 0, 0, 0 })]
    [EveryWay(new byte[] { 0, 0, 0xFE, 0xFF, 0, 0, 0, (byte)'{' })]
    public void Bom_OfUtf16OrUtf32_FailsTheInput(ReadWay way, byte[] input)
    {
        // Parse reads a single line, not an input.
        if (way.Path == ReadPath.Parse)
        {
            Assert.Equal(LineOutcome.Rejected, Parsing.Parse(input, out _).Outcome);
            return;
        }

        var e = Assert.Throws<EventFormatException>(() => way.Read(input));
        Assert.Equal(LineFaultReason.UnsupportedEncoding, e.Reason);
        Assert.Contains("UTF-16", e.Message, StringComparison.Ordinal);
    }

    [Theory, EveryWay, Trait("Behaviour", "carriage-return")]
    public void OneCarriageReturnBeforeTheNewline_IsTrimmed(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}\r\n{Lines.Delete}\r\r\n{Lines.Delete}\n"));

        Assert.Equal([Lines.Delete, Lines.Delete + "\r", Lines.Delete], result.Lines.Select(line => line.Line));
        Assert.All(result.Lines, line => Assert.Equal(Verdicts.Event, line.Verdict));
    }

    [Theory, EveryWay, Trait("Behaviour", "carriage-return")]
    public void CarriageReturnBetweenTokens_IsWhitespace(ReadWay way)
        => Assert.Equal("g", way.FieldsOf("\r{\r\"message\"\r:\r{\"entity\":{\"guid\"\r:\"g\"\r}}\r}\r").Guid);

    [Theory, EveryWay, Trait("Behaviour", "carriage-return")]
    public void CarriageReturnInAString_IsRejected(ReadWay way)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(Lines.Guid("\"a\rb\"")));

    [Theory, EveryWay, Trait("Behaviour", "carriage-return")]
    public void CarriageReturnsWithoutNewlines_AreOneLine(ReadWay way)
    {
        ReadingResult result = way.Read(Encoding.UTF8.GetBytes($"{Lines.Delete}\r{Lines.Delete}\r"));
        Assert.Equal(1, result.Counts.Lines);
        Assert.Equal(Verdicts.Truncated, result.Verdict);
        Assert.Equal(Verdicts.Event, way.Read(Encoding.UTF8.GetBytes(Lines.Delete + "\r")).Verdict);
    }

    [Theory, Trait("Behaviour", "blank-line")]
    [EveryWay("")]
    [EveryWay(" ")]
    [EveryWay("\t")]
    [EveryWay("\r")]
    [EveryWay(" \t\r  \t\t\r\r ")]
    public void OnlySpacesTabsAndCarriageReturns_IsBlank(ReadWay way, string line)
    {
        Assert.Equal(Verdicts.Blank, way.Judge(line));
        Assert.Equal(line.Length == 0 ? 0 : 1, way.Read(Encoding.UTF8.GetBytes(line)).Counts.Blank);
    }

    [Theory, Trait("Behaviour", "blank-line")]
    [EveryWay("\f")]
    [EveryWay("\v")]
    [EveryWay("\u00a0")]
    [EveryWay("\u2028")]
    [EveryWay("\0")]
    [EveryWay(" \u0085 ")]
    public void OtherWhitespace_IsRejected(ReadWay way, string line)
        => Assert.Equal(Verdicts.InvalidJson, way.Judge(line));

    [Theory, EveryWay, Trait("Behaviour", "last-line")]
    public void LastLine_WithoutNewline_HasTheSameOutcome(ReadWay way)
    {
        Assert.Equal(Verdicts.Event, way.Read(Encoding.UTF8.GetBytes(Lines.Delete)).Verdict);
        Assert.Equal(Verdicts.NotAnEvent, way.Read("{}"u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.Blank, way.Read("  "u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.DuplicateField, way.Read("""{"message":{"entity":{"guid":"a","guid":"a"}}}"""u8.ToArray()).Verdict);
        Assert.Equal(Verdicts.TooDeep, way.Read(Encoding.UTF8.GetBytes(new string('[', 65))).Verdict);
        Assert.Equal(Verdicts.InvalidUtf8, way.Read([(byte)'{', (byte)'"', 0xE2, 0x82]).Verdict);
    }

    [Theory, EveryWay, Trait("Behaviour", "last-line")]
    public void LastLine_CutAnywhere_IsTruncated(ReadWay way)
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
}
