namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>
/// However events are packed, split, reordered, repeated and dropped, exactly the complete ones are read, and every line is counted.
/// </summary>
public sealed class PackedInputProperties
{
    private static readonly Comparer<(long Number, LineVerdict, string)> s_byNumber =
        Comparer<(long Number, LineVerdict, string)>.Create((one, other) => one.Number.CompareTo(other.Number));

    private static readonly EventReaderOptions s_open = new() { Reassembly = ReassemblyOptions.Default, Unwrap = EventWrappers.All };

    [Property(MaxTest = 150, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_OfPackedEvents_GivesWhatIsWhole(
        EventModel first, EventModel second, EventModel third, PositiveInt seed, Cutting cutting)
    {
        (byte[] input, ReadingResult expected) = new PackedInput(seed.Get * 7919, 1 + (seed.Get % 6)).Make([first, second, third]);
        foreach (EngineChoice engine in EngineChoice.All)
        {
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Enumerate).Read(input, s_open), $"{engine}, Enumerate");
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Stream).Read(input, s_open), $"{engine}, Stream");
            ReadingResult.AssertEqual(
                expected, new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input), cutting.PerRead, s_open), $"{engine}, pipe");
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Whole)
                .ReadPieces(cutting.Cut(input), new Random(seed.Get), s_open), $"{engine}, random pipe");
        }
    }

    [Property(MaxTest = 150, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_InPartitions_GivesTheSame(EventModel first, EventModel second, PositiveInt seed)
    {
        var random = new Random(seed.Get);
        (byte[] input, ReadingResult expected) = new PackedInput(seed.Get * 6_101, 1 + (seed.Get % 12)).Make([first, second]);
        foreach (EngineChoice engine in (EngineChoice[])[EngineChoice.Reference, EngineChoice.Fast])
        {
            int bytes = random.Next(1, random.Next(2, 20_000));
            int threads = random.Next(1, 5);
            ReadingResult actual = PartitionedReading.Read(input, engine.In(s_open), bytes, threads);
            ReadingResult.AssertEqual(expected, actual, $"{engine}, partitions of {bytes} B, {threads} threads");
            actual = PartitionedReading.ReadInterrupted(input, engine.In(s_open), random);
            ReadingResult.AssertEqual(expected, actual, $"{engine}, partitions, resumed");
        }
    }

    [Property(MaxTest = 12, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_WithLittleRoomForWhatWasOpened_GivesTheSame(EventModel model, PositiveInt seed, Cutting cutting)
    {
        // A new read after each event or two must not lose or move anything.
        (byte[] input, ReadingResult expected) = new PackedInput(seed.Get * 104_729, 30).Make([model]);
        int longest = Math.Max(
            1, expected.Lines.Where(line => line.Fields is not null).Select(line => (int)line.Length).DefaultIfEmpty(1).Max());
        EventReaderOptions tight = s_open with { Reassembly = new ReassemblyOptions { MaxMessageBytes = (longest * 16) + 4096 } };
        foreach (EngineChoice engine in (EngineChoice[])[EngineChoice.Reference, EngineChoice.Fast])
        {
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Whole).Read(input, tight), $"{engine}, whole");
            ReadingResult.AssertEqual(expected, new ReadWay(engine, ReadPath.Whole)
                .ReadPieces(cutting.Cut(input), new Random(seed.Get), tight), $"{engine}, random pipe");
        }
    }

    [Property(MaxTest = 150, Arbitrary = [typeof(Arbitraries)])]
    public void AnyStream_ReadByOneReaderAfterTheOther_GivesTheSame(EventModel first, EventModel second, PositiveInt seed)
    {
        var random = new Random(seed.Get);
        (byte[] input, ReadingResult expected) = new PackedInput(seed.Get * 31, 1 + (seed.Get % 6)).Make([first, second]);
        foreach (EngineChoice engine in (EngineChoice[])[EngineChoice.Reference, EngineChoice.Fast])
        {
            ReadingResult actual = InterruptedReading.ReadAsync(engine, input, s_open, random).GetAwaiter().GetResult();
            ReadingResult.AssertEqual(expected, actual, $"{engine}");
        }
    }

    [Property(MaxTest = 150, Arbitrary = [typeof(Arbitraries)])]
    public void AnyLines_ParsedOneAtATime_HaveTheSameOutcomes(EventModel first, EventModel second, PositiveInt seed)
    {
        (byte[] input, ReadingResult expected) = new PackedInput(seed.Get * 211, 1 + (seed.Get % 6)).Make([first, second]);
        List<InputLine> lines = InputLine.Split(input);
        var results = new List<(long Number, LineVerdict Verdict, string Line)>();
        var open = new HashSet<long>();
        EventReaderOptions options = s_open with
        {
            FaultHandler = (in LineFault fault) =>
            {
                open.Remove(fault.LineNumber);
                results.Add((fault.LineNumber, LineVerdict.Rejected(fault.Reason), Encoding.Latin1.GetString(fault.Line)));
            },
        };
        using var parser = new MessageParser(options, (number, line) =>
        {
            Assert.True(open.Remove(number));
            Assert.True(lines[(int)number - 1].Bytes.AsSpan().SequenceEqual(line));
        });
        foreach (InputLine line in lines)
        {
            LineVerdict verdict = parser.Parse(line.WithNewline, line.Number, out EventView view);
            if (parser.IsPending)
                open.Add(line.Number);
            else if (verdict.Outcome == LineOutcome.Event)
                results.Add((line.Number, verdict, Encoding.Latin1.GetString(view.Line)));

            Assert.Equal(open.Count, parser.PendingParts);
        }

        parser.GiveUpBefore(long.MaxValue);
        Assert.Empty(open);
        Assert.Equal(
            expected.Lines.Select(line => (line.Number, line.Verdict, line.Line)).Order(s_byNumber),
            results.Order(s_byNumber));
    }

    [Fact]
    public void Streams_ThatAreMade_HaveAllThatCanHappen()
    {
        // Otherwise the properties could hold trivially.
        var models = new[] { new EventModel() };
        ReadingResult[] results = [.. Enumerable.Range(1, 200).Select(seed => new PackedInput(seed, 4).Make(models).Expected)];

        Assert.True(results.Sum(result => result.Counts.Events) > 500);
        Assert.True(results.Count(result => result.Counts.RejectedReasons.Contains("IncompleteMessage", StringComparison.Ordinal)) > 30);
        Assert.True(results.Count(result => result.Counts.NotRoutableReasons.Contains("MessagePart", StringComparison.Ordinal)) > 100);
    }
}
