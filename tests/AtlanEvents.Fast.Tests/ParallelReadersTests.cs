namespace AtlanEvents.Fast.Tests;

/// <summary>
/// Many concurrent readers with every engine return the same results as sequential ones. Their continuations interleave on the threads of
/// the pool, so that a reader continues on a thread where another has just learned or released its engine.
/// </summary>
public sealed class ParallelReadersTests
{
    private const int Tasks = 8;
    private const int Rounds = 3;

    private static readonly byte[][] s_inputs = MakeInputs();

    [Fact]
    public async Task ReadAsync_ManyReadersInParallel_HaveTheSequentialResults()
    {
        (EngineChoice Engine, byte[] Input)[] readings = [.. from engine in EngineChoice.All from input in s_inputs select (engine, input)];
        var expected = new (CountsSnapshot Counts, long Checksum)[readings.Length];
        for (int i = 0; i < readings.Length; i++)
            expected[i] = await ReadAsync(readings[i].Engine, readings[i].Input);

        // Each starts with a different input, so that several engines and inputs are active at any time.
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            for (int i = 0; i < Rounds * readings.Length; i++)
            {
                int reading = (i + (task * readings.Length / Tasks)) % readings.Length;
                Assert.Equal(expected[reading], await ReadAsync(readings[reading].Engine, readings[reading].Input));
            }
        })));
    }

    [Fact]
    public async Task ReadAsync_InterleavedReaders_HaveTheSequentialResults()
    {
        EngineChoice[] engines = [.. EngineChoice.All, .. EngineChoice.All];
        foreach (byte[] input in s_inputs)
        {
            (CountsSnapshot, long) expected = await ReadAsync(EngineChoice.Reference, input);

            // All reads start before the first is awaited.
            foreach ((CountsSnapshot, long) result in await Task.WhenAll(engines.Select(engine => ReadAsync(engine, input))))
                Assert.Equal(expected, result);
        }
    }

    private static async Task<(CountsSnapshot Counts, long Checksum)> ReadAsync(EngineChoice engine, byte[] input)
    {
        EventReaderOptions options = engine.In(new EventReaderOptions { BufferSize = 700, FaultHandler = (in LineFault _) => { } });
        await using EventReader reader = EventReader.Create(new YieldingStream(input), options);
        Assert.Equal(engine.Kind, reader.Engine);
        long sum = 0;
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                sum = (sum * 31) + Checksum(view);
        }

        return (CountsSnapshot.Of(reader.Counts), sum);
    }

    private static long Checksum(in EventView view)
    {
        long sum = view.LineNumber + view.ByteOffset;
        sum = Add(sum, view.OperationText);
        sum = Add(sum, view.TypeName);
        sum = Add(sum, view.Guid);
        sum = Add(sum, view.QualifiedName);
        return Add(sum, view.DeleteHandlerText);
    }

    private static long Add(long sum, Utf8Field field)
    {
        sum = (sum * 31) + (field.IsPresent ? 1 : 0);
        foreach (byte b in field.Span)
            sum = (sum * 31) + b;

        return sum;
    }

    // Files from which the engine learns different things: regular ones, mixed ones, and many invalid lines.
    private static byte[][] MakeInputs()
    {
        byte[][] bulk = TestLines.BulkDelete(2000);
        byte[][] mixed = TestLines.Mixed(400);
        byte[][] cases = TestLines.Cases(longest: 5000);
        return
        [
            .. Enumerable.Range(0, 4).Select(i => TestLines.Join(bulk.Skip(i * 500).Take(500))),
            .. Enumerable.Range(0, 4).Select(i => TestLines.Join(mixed.Skip(i * 100).Take(100))),
            TestLines.Join(cases),
            TestLines.Join(mixed.Zip(bulk, (one, two) => new[] { one, two }).SelectMany(lines => lines).Take(300)),
            TestLines.Join(cases.Zip(bulk, (one, two) => new[] { one, two }).SelectMany(lines => lines)),
            [],
        ];
    }
}
