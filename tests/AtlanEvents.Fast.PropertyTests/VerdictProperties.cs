namespace AtlanEvents.Fast.PropertyTests;

/// <summary>The verdict, reason and fields of any mutated line are those of the oracle, on every path.</summary>
public sealed class VerdictProperties
{
    private static readonly EventReaderOptions s_reject = new();
    private static readonly EventReaderOptions s_lastWins = new() { AllowDuplicateFields = true };

    [Property(MaxTest = 4000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutation_OfALine_HasTheVerdictOfTheOracle(MutatedLine line, Cutting cutting)
        => AssertAsOracle(line.Bytes, cutting, s_reject);

    [Property(MaxTest = 2000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutation_WithLastWins_HasTheFieldsOfJsonDocument(MutatedLine line, Cutting cutting)
        => AssertAsOracle(line.Bytes, cutting, s_lastWins);

    [Property(MaxTest = 3000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyRoutingKeys_Anywhere_HaveTheVerdictOfTheOracle(RoutingLine line)
    {
        (LineVerdict rejecting, _) = LineOracle.Judge(line.Bytes, s_reject);
        (LineVerdict lastWins, EventFields? fields) = LineOracle.Judge(line.Bytes, s_lastWins);
        foreach (EngineChoice engine in EngineChoice.All)
        {
            Assert.Equal(rejecting, Parsing.Parse(line.Bytes, out _, engine.In(s_reject)));
            Assert.Equal(lastWins, Parsing.Parse(line.Bytes, out _, OptionsOf(engine)));
            if (fields is not null)
                Assert.Equal(fields, new ReadWay(engine, ReadPath.Parse).FieldsOf(line.Bytes, s_lastWins));
        }
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutation_AsOneInputInMemory_IsAcceptedExactlyIfWellFormed(MutatedLine line)
    {
        // The input may contain newlines: a pretty-printed event is one value too.
        byte[] bytes = line.Bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? line.Bytes[3..] : line.Bytes;
        (LineVerdict expected, EventFields? fields) = LineOracle.Judge(bytes, s_lastWins);

        foreach (EngineChoice engine in EngineChoice.All)
        {
            LineVerdict verdict = Parsing.Parse(line.Bytes, out EventView view, OptionsOf(engine));
            Assert.Equal(expected, verdict);
            if (fields is not null)
                Assert.Equal(fields.QualifiedName, view.QualifiedName.ToStringOrNull());
        }
    }

    // Cached, because each options object creates a new decoder.
    private static readonly Dictionary<EngineChoice, EventReaderOptions> s_options
        = EngineChoice.All.ToDictionary(engine => engine, engine => engine.In(s_lastWins));

    private static EventReaderOptions OptionsOf(EngineChoice engine) => s_options[engine];

    private static void AssertAsOracle(byte[] line, Cutting cutting, EventReaderOptions options)
    {
        // The blank line before keeps a mutated start from being a byte order mark; the line after shows that reading continues.
        byte[] input = [(byte)'\n', .. line, .. "\n{\"message\":{\"entity\":{\"guid\":\"after\"}}}\n"u8, .. line];
        ReadingResult expected = LineOracle.Read(input, options);
        foreach (EngineChoice engine in EngineChoice.All)
        {
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Parse).Read(input, options), "Parse");
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Enumerate).Read(input, options), "Enumerate");
            var pipe = new ReadWay(engine, ReadPath.Whole);
            ReadingResult.AssertEqual(expected, pipe.ReadPieces(cutting.Cut(input), cutting.PerRead, options), "Pipe");
        }
    }
}
