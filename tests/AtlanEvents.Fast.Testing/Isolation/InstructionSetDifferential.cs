using System.Runtime.Intrinsics;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Mutation;
using AtlanEvents.Fast.Testing.Reading;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>Compares the fast engine with the reference, with the instruction sets and the vector width of this process.</summary>
internal sealed class InstructionSetDifferential(Breadcrumb breadcrumb)
{
    private const int Mutations = 1_500;
    private const int PoisonedLines = 8;
    private const string CorporaVariable = "ATLAN_EVENTS_CORPORA";

    private readonly byte[][] _bulk = TestLines.BulkDelete(400);
    private readonly byte[][] _mixed = TestLines.Mixed(100);

    public void Run()
    {
        int vectorBits = FindVectorBits();
        Console.WriteLine($"vectors: {vectorBits} bits");
        foreach (bool duplicates in new[] { false, true })
            CheckLines(vectorBits, duplicates);

        CheckReaders(vectorBits);
    }

    /// <summary>The vector width of readers, which the environment sets.</summary>
    private static int FindVectorBits()
    {
        // The environment also sets the engine.
        EventEnumerator ofEnvironment = EventParser.Enumerate(default);
        ofEnvironment.Dispose();
        EventReader reader = EventReader.Create(Stream.Null);
        Assert.Equal(EventEngine.Fast, reader.Engine);
        string? forced = Environment.GetEnvironmentVariable("ATLAN_EVENTS_VECTOR_BITS");
        if (!string.IsNullOrEmpty(forced))
            Assert.Equal(forced, reader.VectorBits.ToString(CultureInfo.InvariantCulture));
        else
            Assert.Contains(reader.VectorBits, LiveWidths());

        return reader.VectorBits;
    }

    // 128 bits are emulated if no instruction set is enabled.
    private static IEnumerable<int> LiveWidths()
    {
        yield return 128;
        if (Vector256.IsHardwareAccelerated)
            yield return 256;

        if (Vector512.IsHardwareAccelerated)
            yield return 512;
    }

    private void CheckLines(int vectorBits, bool duplicates)
    {
        var check = new EngineCheck(vectorBits, duplicates);
        var mutator = new LineMutator(new Random(vectorBits));
        var random = new Random(vectorBits);
        byte[][] good = [.. _mixed, .. _bulk];
        byte[][] written = [.. TestLines.Cases(), .. Corpus()];
        foreach (byte[] line in good)
            Check(check, line, $"{duplicates}, good line");

        // Each line with a shape that is new to the engine, between lines that it has learned.
        foreach (byte[] line in written)
        {
            Check(check, line, $"{duplicates}, case");
            Check(check, Pick(_bulk), $"{duplicates}, good line after a case");
        }

        for (int i = 0; i < Mutations; i++)
        {
            byte[] line = Pick(random.Next(4) == 0 ? written : random.Next(2) == 0 ? _bulk : _mixed);
            Check(check, Pick(_bulk), $"{duplicates}, good line before mutation {i}");
            Check(check, mutator.MutateLine(line), $"{duplicates}, mutation {i}");
        }

        foreach (byte[] model in _bulk.Take(PoisonedLines).Concat(_mixed.Take(PoisonedLines)))
        {
            foreach ((string name, byte[] poison) in Poison.Of(model))
            {
                Check(check, SameShape.Of(model, random), $"{duplicates}, good line before {name}");
                Check(check, poison, $"{duplicates}, {name}");
            }
        }

        Console.WriteLine($"lines: {check.Lines}, accepted: {check.Accepted}, fast: {check.Direct}, {duplicates}");

        // Otherwise the test could pass without taking the fast path, or without rejecting.
        Assert.InRange(check.Direct, Mutations / 4, check.Accepted);
        Assert.InRange(check.Accepted, Mutations, check.Lines - (Mutations / 4));

        byte[] Pick(byte[][] lines) => lines[random.Next(lines.Length)];
    }

    /// <summary>The same through readers, whose counts include the fast-path lines.</summary>
    private void CheckReaders(int vectorBits)
    {
        byte[] input = TestLines.Join([.. _bulk, .. TestLines.Cases(longest: 4096), .. _mixed, .. _bulk]);
        ReadingResult expected = new ReadWay(EngineChoice.Reference, ReadPath.Enumerate).Read(input);
        foreach (ReadPath path in new[] { ReadPath.Parse, ReadPath.Enumerate, ReadPath.Stream, ReadPath.Whole })
        {
            breadcrumb.Drop($"readers, {path}");
            ReadingResult.AssertEqual(expected, new ReadWay(EngineChoice.Fast, path).Read(input), path.ToString());
        }

        // The lines before may have used up the learning budget.
        using EventEnumerator events = EventParser.Enumerate(
            TestLines.Join([.. _bulk, .. _bulk, .. _bulk, .. _bulk]), new EventReaderOptions { Engine = EventEngine.Fast });
        while (events.MoveNext())
        {
        }

        Console.WriteLine(
            $"readers: {expected.Counts.Lines} lines, fast: {events.Counts.LinesBy(LinePath.Fast)} of {4 * _bulk.Length}, {vectorBits} bits");
        Assert.InRange(events.Counts.LinesBy(LinePath.Fast), _bulk.Length / 2, 4 * _bulk.Length);
    }

    private void Check(EngineCheck check, byte[] line, string what)
    {
        breadcrumb.Drop(what);
        check.Check(line, what);
    }

    /// <summary>JSONTestSuite, if available: each case as a line, and inside an event.</summary>
    private static IEnumerable<byte[]> Corpus()
    {
        string? folder = Environment.GetEnvironmentVariable(CorporaVariable);
        if (string.IsNullOrEmpty(folder))
            yield break;

        foreach (string file in Directory.GetFiles(Path.Combine(folder, "JSONTestSuite", "test_parsing"), "*.json")
            .Order(StringComparer.Ordinal))
        {
            // The case of 100,000 brackets tests the depth only.
            byte[] json = File.ReadAllBytes(file);
            foreach (byte[] line in TestLines.Split(json[..Math.Min(json.Length, 10_000)]))
            {
                yield return line;
                yield return [.. """{"message":{"entity":{"other":"""u8, .. line, .. ""","guid":"g"}}}"""u8];
            }
        }
    }
}
