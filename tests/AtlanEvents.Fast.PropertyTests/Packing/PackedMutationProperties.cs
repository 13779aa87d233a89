using AtlanEvents.Fast.Testing.Packing;

namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>Mutated packed lines cause no exception, every line is counted, and all engines agree.</summary>
public sealed class PackedMutationProperties
{
    private static readonly EventReaderOptions s_open = new() { Reassembly = ReassemblyOptions.Default, Unwrap = EventWrappers.All };

    // Low limits, so that inputs reach them.
    private static readonly EventReaderOptions s_tight = s_open with
    {
        AllowDuplicateFields = true,
        Reassembly = new ReassemblyOptions
        {
            MaxMessageBytes = 1_000,
            MaxParts = 4,
            MaxPendingMessages = 2,
            MaxPendingBytes =
            4_096,
            MaxAgeInLines = 6
        },
    };

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutation_OfPackedLines_IsReadTheSameByAllEngines(EventModel model, PositiveInt seed, Cutting cutting)
    {
        var random = new Random(seed.Get * 31_337);
        byte[] input = MutatedLines(model, random);
        AssertAllAgree(input, s_open, cutting, random);
        AssertAllAgree(input, s_tight, cutting, random);
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutation_ReadByOneReaderAfterTheOther_IsReadTheSame(EventModel model, PositiveInt seed)
    {
        var random = new Random(seed.Get * 127);
        byte[] input = MutatedLines(model, random);
        foreach (EventReaderOptions options in (EventReaderOptions[])[s_open, s_tight])
        {
            ReadingResult expected = new ReadWay(EngineChoice.Fast, ReadPath.Stream).Read(input, options);
            ReadingResult actual = InterruptedReading.ReadAsync(EngineChoice.Fast, input, options, random).GetAwaiter().GetResult();
            ReadingResult.AssertEqual(expected, actual);
        }
    }

    [Fact]
    public void Mutations_OfPackedLines_MeetEveryReason()
    {
        // Otherwise the properties could hold trivially.
        var met = new HashSet<string>();
        for (int seed = 0; seed < 3_000; seed++)
        {
            byte[] input = MutatedLines(new EventModel(), new Random(seed));
            foreach (EventReaderOptions options in (EventReaderOptions[])[s_open, s_tight])
            {
                CountsSnapshot counts = new ReadWay(EngineChoice.Fast, ReadPath.Enumerate).Read(input, options).Counts;
                met.UnionWith($"{counts.NotRoutableReasons} {counts.RejectedReasons}".Split(' ').Select(reason => reason.Split('=')[0]));
            }
        }

        string[] reasons =
        [
            .. Enum.GetValues<LineFaultReason>().Where(reason => reason > LineFaultReason.UnsupportedEncoding)
                .Select(reason => $"{reason}"),
            nameof(NotRoutableReason.CompressedOrSplit), nameof(NotRoutableReason.MessagePart), nameof(LineFaultReason.DuplicateField),
                nameof(LineFaultReason.InvalidText),
        ];
        Assert.Empty(reasons.Except(met));
    }

    private static byte[] MutatedLines(EventModel model, Random random)
    {
        var mutator = new LineMutator(random);
        byte[] line = EventWriter.Write(model, new WritingStyle { Seed = random.Next() }).AsSpan().Trim(" \t\r"u8).ToArray();
        List<byte[]> lines =
        [
            .. Pack(line, random),
            .. Pack(line, random),
            .. Pack(line, random),
            """{"message":{"operationType":"RELATIONSHIP_CREATE"}}"""u8.ToArray(),
        ];
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(lines.Count);
            lines[at] = mutator.MutateLine(lines[at], lines[random.Next(lines.Count)]);
        }

        byte[][] shuffled = [.. lines];
        random.Shuffle(shuffled);
        return [(byte)'\n', .. shuffled.SelectMany(bytes => (byte[])[.. bytes, (byte)'\n'])];
    }

    [Property(MaxTest = 600, Arbitrary = [typeof(Arbitraries)])]
    public void AnyDamage_OfWhatIsInside_IsReadTheSameByAllEngines(EventModel model, PositiveInt seed)
    {
        // The record is well-formed, so that its content is read.
        var random = new Random(seed.Get * 65_537);
        byte[] gzip = MessagePacker.Gzip(EventWriter.Write(model));
        var damage = new ByteMutation(random);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
            gzip = damage.Mutate(gzip);

        string text = Convert.ToBase64String(gzip);
        if (random.Next(3) == 0 && text.Length > 0)
            text = text.Remove(random.Next(text.Length), 1);

        int cut = random.Next(text.Length + 1);
        byte[] input =
        [
            .. MessagePacker.Record(text, random.Next(4) == 0 ? "NONE" : "GZIP", index: 1, count: 1), (byte)'\n',
            .. MessagePacker.Record(text[cut..], index: 1), (byte)'\n', .. MessagePacker.Record(text[..cut], index: 0), (byte)'\n',
        ];
        AssertAllAgree(input, s_open, new Cutting(seed.Get, 64, 2), random);
    }

    [Property(MaxTest = 800, Arbitrary = [typeof(Arbitraries)])]
    public void AnyMutatedLine_Inside_HasTheVerdictOfTheOracle(MutatedLine line)
    {
        (LineVerdict expected, EventFields? fields) = LineOracle.Judge(line.Bytes);
        if (expected.Outcome == LineOutcome.Blank)
            expected = LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);

        foreach (EngineChoice engine in EngineChoice.All)
        {
            var way = new ReadWay(engine, ReadPath.Parse);
            byte[] packed = MessagePacker.Single(line.Bytes);
            LineVerdict verdict = way.Judge(packed, s_open);

            // By chance, these may be packed again.
            if (expected.NotRoutableReason is NotRoutableReason.CompressedOrSplit or NotRoutableReason.NotAnEvent)
            {
                Assert.NotEqual(LineOutcome.Blank, verdict.Outcome);
                continue;
            }

            Assert.Equal(expected, verdict);
            if (fields is not null)
                Assert.Equal(fields, way.FieldsOf(packed, s_open));
        }
    }

    private static byte[][] Pack(byte[] line, Random random)
    {
        Wrapping wrapping = (Wrapping)random.Next(Enum.GetValues<Wrapping>().Length);
        byte[][] parts = MessagePacker.SplitInto(random.Next(2, 5), line, random.Next(2) == 0, $"m_{random.Next(3)}");
        return random.Next(5) switch
        {
            0 => [MessagePacker.Single(line)],
            1 => [WrapperWriter.Wrap(line, wrapping)],
            2 => [.. parts.Select(part => WrapperWriter.Wrap(part, wrapping))],
            3 => [WrapperWriter.Wrap(MessagePacker.Single(line), wrapping)],
            _ => parts,
        };
    }

    private static void AssertAllAgree(byte[] input, EventReaderOptions options, Cutting cutting, Random random)
    {
        ReadingResult expected = new ReadWay(EngineChoice.Reference, ReadPath.Enumerate).Read(input, options);
        Assert.Equal(InputLine.Split(input).Count, expected.Counts.Lines);
        Assert.Equal(expected.Lines.Count, expected.Counts.Events + expected.Counts.Rejected);
        foreach (EngineChoice engine in EngineChoice.All)
        {
            // In memory, or through a randomised pipe.
            ReadingResult result = random.Next(2) == 0
                ? new ReadWay(engine, ReadPath.Enumerate).Read(input, options)
                : new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input), new Random(random.Next()), options);
            ReadingResult.AssertEqual(expected, result, $"{engine}");
        }

        // Reading line by line does not throw either.
        _ = new ReadWay(EngineChoice.Fast, ReadPath.Parse).Read(input, options);
    }
}
