namespace AtlanEvents.Fast.Tests.Allocation;

/// <summary>
/// The fast engine allocates nothing for a rejected line, whatever its fault, and so throws no exception. More than a million lines in
/// total. The reference does not qualify: Utf8JsonReader throws for invalid JSON.
/// </summary>
[Trait("Behaviour", "many-rejected-lines")]
public sealed class RejectedLinesTests
{
    private const int Lines = 1000;
    private const int PassesPerBatch = 10;
    private const int Batches = 5;
    private const int MaxLineBytes = 2000;

    private long _sum;
    private int _count;

    public static TheoryData<EngineChoice, LineFaultReason> Faults
    {
        get
        {
            var data = new TheoryData<EngineChoice, LineFaultReason>();
            foreach (EngineChoice engine in EngineChoice.EveryWidth)
            {
                foreach (LineFaultReason reason in Enum.GetValues<LineFaultReason>())
                {
                    // An unsupported encoding concerns a whole input, and only the last line can be truncated. The later reasons are those
                    // of packed events, which allocate.
                    if (reason is > LineFaultReason.None and < LineFaultReason.UnsupportedEncoding and not LineFaultReason.Truncated)
                        data.Add(engine, reason);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public void Parse_RejectedLines_AllocatesNothing(EngineChoice engine, LineFaultReason reason)
    {
        EventReaderOptions options = Options(engine, reason);
        byte[][] lines = [.. TestLines.Split(MakeInput(reason))];
        AssertAllocatesNothing(() =>
        {
            foreach (byte[] line in lines)
            {
                LineVerdict verdict = Parsing.Parse(line, out _, options);
                _count += verdict.FaultReason == reason ? 1 : 0;
                _sum += line.Length;
            }
        });
    }

    [Theory, MemberData(nameof(Faults))]
    public void Enumerate_RejectedLines_AllocatesNothingInTheLoop(EngineChoice engine, LineFaultReason reason)
    {
        EventReaderOptions options = Options(engine, reason);
        byte[] input = [.. Encoding.UTF8.GetBytes(Behaviour.Lines.Delete + "\n"), .. MakeInput(reason)];
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches * PassesPerBatch; batch++)
        {
            // The enumerator allocates a few objects.
            (_count, _sum) = (0, 0);
            using EventEnumerator events = EventParser.Enumerate(input, options);
            Assert.True(events.MoveNext());
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isMore = events.MoveNext();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.False(isMore);
            Assert.Equal(Lines, _count);
        }

        Assert.Equal(0, least);
    }

    [Theory, MemberData(nameof(Faults))]
    public void EventReader_RejectedLines_AllocatesNothing(EngineChoice engine, LineFaultReason reason)
    {
        byte[] input = MakeInput(reason);
        foreach (int segmentSize in new[] { input.Length, 4096, 100 })
        {
            var pipe = new PrebuiltPipeReader([Segment.Join(Pieces.OfSize(input, segmentSize))]);
            EventReader reader = EventReader.Create(pipe, Options(engine, reason));
            long allowed = 0;
#if DEBUG
            // The state machine of an async method, for each read.
            allowed = 400 * PassesPerBatch;
#endif
            AssertAllocatesNothing(
                () =>
                {
                    pipe.Rewind();
                    ValueTask<bool> read = reader.ReadAsync();
                    Assert.True(read.IsCompletedSuccessfully && read.Result);
                    Assert.False(reader.TryRead(out _));
                },
                allowed);
            Assert.Equal(reader.Counts.Rejected, reader.Counts.RejectedFor(reason));
        }
    }

    private EventReaderOptions Options(EngineChoice engine, LineFaultReason reason) => engine.In(new EventReaderOptions
    {
        MaxLineBytes = MaxLineBytes,
        FaultHandler = (in LineFault fault) =>
        {
            _count += fault.Reason == reason ? 1 : 0;
            _sum += fault.Length;
        },
    });

    private void AssertAllocatesNothing(Action pass, long allowed = 0)
    {
        pass();
        (_count, _sum) = (0, 0);
        pass();
        Assert.Equal(Lines, _count);
        long sumOfPass = _sum;
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            (_count, _sum) = (0, 0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < PassesPerBatch; i++)
                pass();

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal((Lines * PassesPerBatch, sumOfPass * PassesPerBatch), (_count, _sum));
        }

        Assert.InRange(least, 0, allowed);
    }

    // Lines of different lengths, with several faults for each reason.
    private static byte[] MakeInput(LineFaultReason reason)
    {
        byte[][] faults = FaultsOf(reason);
        return TestLines.Join(Enumerable.Range(0, Lines).Select(i => (byte[])
        [
            .. Encoding.UTF8.GetBytes($"{{\"id\":{i},\"name\":\"caf\u00e9 {new string('x', i % 150)}\","), .. faults[i % faults.Length],
                (byte)'}',
        ]));
    }

    private static byte[][] FaultsOf(LineFaultReason reason) => reason switch
    {
        LineFaultReason.LineTooLong
            => [Utf8($"\"a\":\"{new string('y', MaxLineBytes)}\""), Utf8($"\"a\":{new string('[', 3 * MaxLineBytes)}")],
        LineFaultReason.InvalidUtf8
            => [[.. "\"a\":\""u8, 0xFF, (byte)'"'], [.. "\"a\":\""u8, 0xED, 0xA0, 0x80, (byte)'"'], [.. "\"a\":1"u8, 0xC3]],
        LineFaultReason.InvalidJson => [Utf8("\"a\":01"), Utf8("\"a\":tru"), Utf8("\"a\":\"\\x\""), Utf8("\"a\":1,"), Utf8("\"a\" 1"),
            Utf8("\"message\":{]"), Utf8("\"a\":1} x")],
        LineFaultReason.TooDeep
            => [Utf8($"\"a\":{new string('[', 64)}{new string(']', 64)}"), Utf8(string.Concat(Enumerable.Repeat("\"a\":{", 65)))],
        LineFaultReason.DuplicateField
            => [Utf8("\"message\":{},\"message\":{}"), Utf8("\"message\":{\"entity\":{\"guid\":\"a\",\"\\u0067uid\":\"b\"}}")],
        LineFaultReason.InvalidText => [Utf8("\"message\":{\"entity\":{\"guid\":\"\\uD800\"}}"),
            Utf8("\"message\":{\"operationType\":\"x\\uDC00\",\"entity\":{}}")],
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
