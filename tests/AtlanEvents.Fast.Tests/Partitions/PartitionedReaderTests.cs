using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Tests.Partitions;

public sealed class PartitionedReaderTests
{
    private const int Lines = 2_000;
    private const string Event = "{\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\",\"operationType\":\"ENTITY_DELETE\",\"entity\":{\"guid\":\"$\"}}}\n";

    public static TheoryData<int, int> SizesAndThreads => new() { { 50, 1 }, { 333, 2 }, { 4_096, 3 }, { 100_000, 8 }, { 10_000_000, 2 } };

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_File_MergesEveryEventInInputOrder(int partitionBytes, int threads)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Input(_ => null));
            using var reader = PartitionedReader.OpenFile(path, Options(partitionBytes, threads));
            var guids = new List<string>();
            reader.Read(Guids, guids.AddRange);

            Assert.Equal(Enumerable.Range(1, Lines).Select(Name), guids);
            Assert.Equal(Lines, reader.Counts.Events);
            Assert.Equal(reader.Length, reader.Counts.Bytes);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_MessagesThatUnpackToMoreThanAPartition_HaveResultsOfTheirOwn()
    {
        // Long white space compresses well.
        string padded = Event.TrimEnd().Insert(1, new string(' ', 100_000));
        byte[] input =
        [
            .. Enumerable.Range(1, 20)
                .Select(line => System.Text.Encoding.UTF8.GetBytes(padded.Replace("$", Name(line), StringComparison.Ordinal)))
                .SelectMany(content => MessagePacker.Single(content).Append((byte)'\n')),
        ];
        PartitionOptions options = Options(partitionBytes: 50_000, threads: 2);
        using PartitionedReader reader = PartitionedReader.Create(
            input, options with { Lines = options.Lines with { Reassembly = ReassemblyOptions.Default } });
        var results = new List<int>();
        reader.Read(partition => Guids(partition).Length, results.Add);

        Assert.InRange(input.Length, 1, 50_000);
        Assert.Equal(20, reader.Counts.Unpacked);
        Assert.Equal(20, results.Sum());
        Assert.Equal(1, results.Max());
    }

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_RejectedLineWithoutHandler_ThrowsAfterWhatPrecedesIt(int partitionBytes, int threads)
    {
        using var reader = PartitionedReader.Create(Input(line => line is 1_234 or 1_240 ? "{]\n" : null), Options(partitionBytes, threads));
        var guids = new List<string>();
        var exception = Assert.Throws<EventFormatException>(() => reader.Read(Guids, guids.AddRange));

        Assert.Equal(1_234, exception.LineNumber);
        Assert.Equal(LineFaultReason.InvalidJson, exception.Reason);
        Assert.Equal(Enumerable.Range(1, 1_233).Select(Name), guids);
        Assert.Equal((1_233, 1), (reader.Counts.Events, reader.Counts.Rejected));
    }

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_HandlerThrows_NothingAfterTheRejectedLineIsMerged(int partitionBytes, int threads)
    {
        var faults = new List<long>();
        PartitionOptions options = Options(partitionBytes, threads);
        options = options with
        {
            Lines = options.Lines with
            {
                FaultHandler = (in LineFault fault) =>
                {
                    faults.Add(fault.LineNumber);
                    Assert.Equal("{]", System.Text.Encoding.UTF8.GetString(fault.Line));
                    if (faults.Count == 3)
                        throw new TimeoutException();
                },
            },
        };
        using var reader = PartitionedReader.Create(Input(line => line % 500 == 0 ? "{]\n" : null), options);
        var guids = new List<string>();
        Assert.Throws<TimeoutException>(() => reader.Read(Guids, guids.AddRange));

        Assert.Equal([500, 1_000, 1_500], faults);
        Assert.Equal(Enumerable.Range(1, 1_499).Where(line => line % 500 != 0).Select(Name), guids);
        Assert.Equal((1_497, 3), (reader.Counts.Events, reader.Counts.Rejected));
        Assert.Equal(reader.Counts.Lines, Enum.GetValues<LinePath>().Sum(reader.Counts.LinesBy));
    }

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_ReadThrows_ThrowsAfterWhatPrecedesIt(int partitionBytes, int threads)
    {
        using var reader = PartitionedReader.Create(Input(_ => null), Options(partitionBytes, threads));
        var guids = new List<string>();
        Assert.Throws<TimeoutException>(() => reader.Read(
            partition =>
            {
                string[] read = Guids(partition);
                return read.Contains(Name(1_000)) ? throw new TimeoutException() : read;
            },
            guids.AddRange));

        Assert.Equal(Enumerable.Range(1, guids.Count).Select(Name), guids);
        Assert.True(guids.Count < 1_000);
    }

    [Fact]
    public void Read_MergeThrows_StopsAllThreads()
    {
        using var reader = PartitionedReader.Create(Input(_ => null), Options(1_000, 4));
        int merged = 0;
        Assert.Throws<TimeoutException>(() => reader.Read(Guids, _ =>
        {
            if (++merged == 5)
                throw new TimeoutException();
        }));

        Assert.Equal(5, merged);
    }

    [Fact]
    public void Read_Cancelled_StopsBetweenPartitions()
    {
        using var reader = PartitionedReader.Create(Input(_ => null), Options(1_000, 4));
        using var stop = new CancellationTokenSource();
        var guids = new List<string>();
        Assert.Throws<OperationCanceledException>(() => reader.Read(
            Guids,
            read =>
            {
                guids.AddRange(read);
                if (guids.Count > 500)
                    stop.Cancel();
            },
            stop.Token));

        Assert.Equal(Enumerable.Range(1, guids.Count).Select(Name), guids);
        Assert.Equal(guids.Count, reader.Counts.Events);
    }

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_InAnyOrder_MergesEveryEventOnce(int partitionBytes, int threads)
    {
        PartitionOptions options = Options(partitionBytes, threads) with { MergesInAnyOrder = true };
        using var reader = PartitionedReader.Create(Input(_ => null), options);
        var guids = new List<string>();
        reader.Read(Guids, guids.AddRange);

        Assert.Equal(Enumerable.Range(1, Lines).Select(Name), guids.Order(StringComparer.Ordinal));
        Assert.Equal(Lines, reader.Counts.Events);
    }

    [Fact]
    public void Read_SlowMerge_BoundsWhatIsReadAhead()
    {
        const int Threads = 3;
        using var reader = PartitionedReader.Create(Input(_ => null), Options(1_000, Threads));
        int read = 0;
        int merged = 0;
        int furthest = 0;
        reader.Read(
            _ => Interlocked.Increment(ref read),
            _ =>
            {
                Thread.Yield();
                furthest = Math.Max(furthest, Volatile.Read(ref read) - merged);
                merged++;
            });

        // Each partition of the window, and the rest of one that is merged.
        Assert.InRange(furthest, 1, (2 * Threads) + 1);
    }

    [Theory]
    [MemberData(nameof(SizesAndThreads))]
    public void Read_ManyRejectedLines_ReportsThemInOrder(int partitionBytes, int threads)
    {
        var faults = new List<long>();
        PartitionOptions options = Options(partitionBytes, threads);
        options = options with { Lines = options.Lines with { FaultHandler = (in LineFault fault) => faults.Add(fault.LineNumber) } };
        using var reader = PartitionedReader.Create(Input(line => line is 500 or 1_500 ? null : "{\n"), options);
        var guids = new List<string>();
        reader.Read(Guids, guids.AddRange);

        Assert.Equal(Enumerable.Range(1, Lines).Except([500, 1_500]).Select(line => (long)line), faults);
        Assert.Equal([Name(500), Name(1_500)], guids);
    }

    [Fact]
    public void Read_HandlerAndReadThrow_TheFirstInTheInputIsThrown()
    {
        PartitionOptions options = Options(10_000_000, 2);
        options = options with { Lines = options.Lines with { FaultHandler = (in LineFault _) => throw new TimeoutException() } };
        using var reader = PartitionedReader.Create(Input(line => line == 3 ? "{]\n" : null), options);
        Assert.Throws<TimeoutException>(() => reader.Read(
            partition => Guids(partition).Contains(Name(5)) ? throw new InvalidTimeZoneException() : 0, _ => { }));
    }

    [Fact]
    public void OpenFile_UnknownEngine_Throws()
    {
        string path = Path.GetTempFileName();
        PartitionOptions options = new() { Lines = new EventReaderOptions { Engine = (EventEngine)99 } };
        Assert.Throws<ArgumentException>(() => PartitionedReader.OpenFile(path, options));
        File.Delete(path);
    }

    [Fact]
    public void Read_EventsLeftUnread_AreCounted()
    {
        using var reader = PartitionedReader.Create(Input(_ => null), Options(1_000, 2));
        reader.Read(partition => partition.TryRead(out _) ? 1 : 0, _ => { });
        Assert.Equal(Lines, reader.Counts.Events);
    }

    [Fact]
    public void Read_EmptyInput_ReadsNothing()
    {
        using var reader = PartitionedReader.Create(default);
        var guids = new List<string>();
        reader.Read(Guids, guids.AddRange);
        Assert.Empty(guids);
        Assert.Equal((0, 0), (reader.Counts.Lines, reader.Counts.Bytes));
    }

    [Fact]
    public void Read_Twice_Throws()
    {
        using var reader = PartitionedReader.Create(default);
        reader.Read(Guids, _ => { });
        Assert.Throws<InvalidOperationException>(() => reader.Read(Guids, _ => { }));
    }

    [Fact]
    public void Read_Utf16_Throws()
    {
        using var reader = PartitionedReader.Create(new byte[] { 0xFF, 0xFE, 0x7B, 0 });
        var exception = Assert.Throws<EventFormatException>(() => reader.Read(Guids, _ => { }));
        Assert.Equal(LineFaultReason.UnsupportedEncoding, exception.Reason);
    }

    [Fact]
    public void Read_FileThatShrinks_EndsWhereItEnds()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Input(_ => null));
            PartitionOptions options = Options(1_000, 2);
            var faults = new List<LineFaultReason>();
            options = options with { Lines = options.Lines with { FaultHandler = (in LineFault fault) => faults.Add(fault.Reason) } };
            using var reader = PartitionedReader.OpenFile(path, options);
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                file.SetLength((100 * Event.Length) + 10);

            var guids = new List<string>();
            reader.Read(Guids, guids.AddRange);

            Assert.Equal(Enumerable.Range(1, guids.Count).Select(Name), guids);
            Assert.InRange(guids.Count, 90, 100);
            Assert.Equal([LineFaultReason.Truncated], faults);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static PartitionOptions Options(int partitionBytes, int threads) => new() { PartitionBytes = partitionBytes, Threads = threads };

    private static string Name(int line) => line.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Guids(EventPartition partition)
    {
        var guids = new List<string>();
        while (partition.TryRead(out EventView view))
        {
            guids.Add(view.Guid.ToString());
            Assert.Equal(Name((int)view.LineNumber), guids[^1]);
        }

        return [.. guids];
    }

    private static byte[] Input(Func<int, string?> replace)
        => System.Text.Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(1, Lines).Select(line => replace(line) ?? Event.Replace("$", Name(line), StringComparison.Ordinal))));
}
