namespace AtlanEvents.Fast.PropertyTests;

/// <summary>What an engine read before does not affect its results.</summary>
public sealed class HistoryProperties
{
    private static readonly EventReaderOptions s_lastWins = new() { AllowDuplicateFields = true };

    [Property(MaxTest = 250, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_OfLinesThatNearlyRepeat_IsReadAsTheOracleReadsIt(RepeatingInput input, Cutting cutting)
        => AssertAsOracle(input.Bytes, cutting, new EventReaderOptions());

    [Property(MaxTest = 100, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_WithLastWins_IsReadAsTheOracleReadsIt(RepeatingInput input, Cutting cutting)
        => AssertAsOracle(input.Bytes, cutting, s_lastWins);

    private static void AssertAsOracle(byte[] input, Cutting cutting, EventReaderOptions options)
    {
        ReadingResult expected = LineOracle.Read(input, options);
        foreach (EngineChoice engine in EngineChoice.All)
        {
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Parse).Read(input, options), $"{engine}, Parse");
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Enumerate).Read(input, options), $"{engine}, Enumerate");
            var pipe = new ReadWay(engine, ReadPath.Whole);
            ReadingResult.AssertEqual(expected, pipe.ReadPieces(cutting.Cut(input), cutting.PerRead, options), $"{engine}, Pipe");
        }
    }
}
