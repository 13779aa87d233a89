using System.Buffers;

namespace AtlanEvents.Fast.Tests.Engines;

public sealed class EventEnginePoolTests
{
    private const int Lines = 100;

    private static readonly byte[] s_input = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Repeat("{\"message\":{\"entity\":{\"guid\":\"g\"}}}\n", Lines)));

    private static readonly EventReaderOptions s_fast = new() { Engine = EventEngine.Fast };
    private static readonly EngineSettings s_settings = new(EventEngine.Fast, VectorBits: 128, AllowDuplicateFields: false);

    [Fact]
    public void Enumerate_WithoutPool_StartsCold()
    {
        long first = CountFastLines(s_fast);
        Assert.InRange(first, Lines - 10, Lines - 1);
        Assert.Equal(first, CountFastLines(s_fast));
    }

    [Fact]
    public void Enumerate_WithPool_StartsWarm()
    {
        EventReaderOptions options = s_fast with { EnginePool = new EventEnginePool() };
        Assert.InRange(CountFastLines(options), Lines - 10, Lines - 1);
        Assert.Equal(Lines, CountFastLines(options));
        Assert.InRange(CountFastLines(options with { EnginePool = new EventEnginePool() }), Lines - 10, Lines - 1);
    }

    [Fact]
    public async Task EventReaderAndParser_WithOnePool_ShareLearning()
    {
        EventReaderOptions options = s_fast with { EnginePool = new EventEnginePool() };
        using (var parser = new EventParser(options))
        {
            for (int i = 0; i < 10; i++)
                Assert.Equal(LineOutcome.Event, parser.Parse(s_input.AsSpan(0, s_input.AsSpan().IndexOf((byte)'\n')), out _).Outcome);
        }

        await using EventReader reader = EventReader.Create(new MemoryStream(s_input), options);
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out _))
            {
            }
        }

        Assert.Equal(Lines, reader.Counts.LinesBy(LinePath.Fast));
    }

    [Fact]
    public void Rent_BeforeReturn_ReturnsAnotherEngine()
    {
        var pool = new EventEnginePool();
        LineEngine first = pool.Rent(s_settings);
        LineEngine second = pool.Rent(s_settings);
        Assert.NotSame(first, second);
        pool.Return(second);
        Assert.Same(second, pool.Rent(s_settings));
    }

    [Fact]
    public void Rent_OtherSettings_ReturnsAnotherEngine()
    {
        var pool = new EventEnginePool();
        LineEngine engine = pool.Rent(s_settings);
        pool.Return(engine);
        foreach (EngineSettings other in new[] { s_settings with { VectorBits = 256 }, s_settings with { AllowDuplicateFields = true },
            s_settings with { Learns = false } })
        {
            LineEngine rented = pool.Rent(other);
            Assert.NotSame(engine, rented);
            Assert.Equal(other, rented.Settings);
        }
    }

    [Fact]
    public void Return_EngineThatReadAHugeLine_IsNotKept()
    {
        var pool = new EventEnginePool();
        LineEngine engine = pool.Rent(s_settings);
        engine.Locate(Encoding.UTF8.GetBytes("[" + new string(' ', 2_000_000) + "]"), out _);
        pool.Return(engine);
        Assert.NotSame(engine, pool.Rent(s_settings));
    }

    [Fact]
    public void Return_MoreEnginesThanProcessors_KeepsTheLast()
    {
        var pool = new EventEnginePool();
        LineEngine[] engines = [.. Enumerable.Range(0, Environment.ProcessorCount + 1).Select(_ => pool.Rent(s_settings))];
        foreach (LineEngine engine in engines)
            pool.Return(engine);

        foreach (LineEngine engine in engines.Skip(1).Reverse())
            Assert.Same(engine, pool.Rent(s_settings));

        Assert.DoesNotContain(pool.Rent(s_settings), engines);
    }

    [Fact]
    public void Dispose_EnumeratorAndCopiesOfIt_ReturnsTheEngineOnce()
    {
        var pool = new EventEnginePool();
        EventEnumerator events = EventParser.Enumerate(s_input, s_fast with { EnginePool = pool, VectorBits = s_settings.VectorBits });
        foreach (EventView _ in events)
            break;

        events.Dispose();
        events.Dispose();
        Assert.NotSame(pool.Rent(s_settings), pool.Rent(s_settings));
    }

    [Fact]
    public async Task Dispose_ReaderAndParserTwice_ReturnsTheEngineOnce()
    {
        var pool = new EventEnginePool();
        EventReaderOptions options = s_fast with { EnginePool = pool, VectorBits = s_settings.VectorBits };
        var parser = new EventParser(options);
        parser.Dispose();
        parser.Dispose();
        LineEngine engine = pool.Rent(s_settings);
        Assert.NotSame(engine, pool.Rent(s_settings));

        pool.Return(engine);
        EventReader reader = EventReader.Create(new MemoryStream(s_input), options);
        await reader.DisposeAsync();
        await reader.DisposeAsync();
        Assert.Same(engine, pool.Rent(s_settings));
        Assert.NotSame(engine, pool.Rent(s_settings));
    }

    [Fact]
    public void Enumerate_Utf16_LeavesTheEngineInThePool()
    {
        var pool = new EventEnginePool();
        LineEngine engine = pool.Rent(s_settings);
        pool.Return(engine);
        EventReaderOptions options = s_fast with { EnginePool = pool, VectorBits = s_settings.VectorBits };
        Assert.Throws<EventFormatException>(() => EventParser.Enumerate([0xFF, 0xFE, 0], options).Dispose());
        Assert.Throws<EventFormatException>(
            () => EventParser.Enumerate(new ReadOnlySequence<byte>(new byte[] { 0xFF, 0xFE, 0 }), options).Dispose());
        Assert.Same(engine, pool.Rent(s_settings));
    }

    [Fact]
    public void Enumerate_OnManyThreadsWithOnePool_ReadsEachInputAsIfItWereAlone()
    {
        EventReaderOptions options = s_fast with { EnginePool = new EventEnginePool() };
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            byte[] input = Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Repeat($"{{\"message\":{{\"entity\":{{\"guid\":\"g{thread}\",\"x{thread}\":1}}}}}}\n", Lines)));
            byte[] guid = Encoding.UTF8.GetBytes($"g{thread}");
            for (int i = 0; i < 100; i++)
            {
                int events = 0;
                foreach (EventView view in EventParser.Enumerate(input, options))
                {
                    Assert.True(view.Guid.Equals(guid));
                    events++;
                }

                Assert.Equal(Lines, events);
            }
        });
    }

    private static long CountFastLines(EventReaderOptions options)
    {
        using EventEnumerator events = EventParser.Enumerate(s_input, options);
        while (events.MoveNext())
        {
        }

        Assert.Equal(Lines, events.Counts.Events);
        return events.Counts.LinesBy(LinePath.Fast);
    }
}
