namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Limits of length and nesting.</summary>
public sealed class LimitTests
{
    [Theory, EveryWay, Trait("Behaviour", "line-length")]
    public void LineOverTheLimit_IsRejectedAndReadingContinues(ReadWay way)
    {
        int limit = Lines.Delete.Length;
        byte[] input = Encoding.UTF8.GetBytes($"{Lines.Delete}\n{Lines.Delete} \n{new string('[', 3 * limit)}\r\n{Lines.Delete}\r\n");

        ReadingResult result = way.Read(input, new EventReaderOptions { MaxLineBytes = limit });

        Assert.Equal([Verdicts.Event, Verdicts.TooLong, Verdicts.TooLong, Verdicts.Event], result.Lines.Select(line => line.Verdict));
        Assert.Equal([limit, limit + 1, 3 * limit, limit], result.Lines.Select(line => line.Length));
        Assert.Equal([limit, limit, limit, limit], result.Lines.Select(line => line.Line.Length));
        Assert.Equal([0, limit + 1, (2 * limit) + 3, (5 * limit) + 5], result.Lines.Select(line => line.Offset));
    }

    [Theory, EveryWay, Trait("Behaviour", "line-length")]
    public void DefaultLimit_IsFourMebibytes(ReadWay way)
    {
        if (way.Path is ReadPath.SplitAtEveryByte or ReadPath.BytePerSegment or ReadPath.BytePerRead)
            return;

        const int Limit = 4 * 1024 * 1024;
        string line = Lines.Guid("\"g\"");
        Assert.Equal(Verdicts.Event, way.Judge(line + new string(' ', Limit - line.Length)));
        Assert.Equal(Verdicts.TooLong, way.Judge(line + new string(' ', Limit - line.Length + 1)));
    }

    [Theory, Trait("Behaviour", "nesting")]
    [EveryWay("[", "]")]
    [EveryWay("{\"a\":", "}")]
    [EveryWay("[{\"guid\":", "}]")]
    public void Nesting_Of65_IsTooDeep(ReadWay way, string open, string close)
    {
        // The event itself has a depth of three.
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

    [Theory, EveryWay, Trait("Behaviour", "nesting")]
    public void FaultBeforeTheNesting_IsTheReason(ReadWay way)
    {
        string deep = new('[', 65);
        Assert.Equal(Verdicts.InvalidJson, way.Judge("x" + deep));
        Assert.Equal(Verdicts.InvalidJson, way.Judge("[1 1," + deep));
        Assert.Equal(Verdicts.TooDeep, way.Judge(deep + "x"));
        Assert.Equal(Verdicts.TooDeep, way.Judge(deep));
        Assert.Equal(Verdicts.InvalidJson, way.Judge(deep[1..]));
        Assert.Equal(Verdicts.InvalidUtf8, way.Judge([.. Encoding.UTF8.GetBytes(deep), 0xFF]));
    }
}
