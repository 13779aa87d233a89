using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Oracle;
using AtlanEvents.Fast.Testing.Reading;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>Compares the results of the reference and of the fast engine at every width. Not thread-safe.</summary>
/// <param name="read">Reads an input.</param>
internal sealed class CaseComparer(InputReading read)
{
    private readonly Transcript _expected = new();
    private readonly Transcript _actual = new();

    public CaseComparer()
        : this(InputReader.Read)
    {
    }

    /// <summary>The counts of all comparisons so far.</summary>
    public ComparisonCounts Counts { get; } = new();

    /// <summary>Compares an input.</summary>
    /// <returns>The first disagreement, or <see langword="null"/>.</returns>
    public Disagreement? Compare(byte[] input, ReadPlan plan)
    {
        // Reading line by line cannot detect another encoding of the input.
        bool isReadable = !OtherEncoding.IsAnnounced(input);
        read(EngineChoice.Reference, isReadable ? FuzzPath.Parse : FuzzPath.Enumerate, input, plan, _expected);
        Counts.AddInput(input.Length, _expected.Verdicts);
        if (plan.Paths.Contains(FuzzPath.Oracle) && FindReferenceFault(input, plan, isReadable) is Disagreement fault)
            return fault;

        for (int width = 0; width < EngineChoice.EveryWidth.Count; width++)
        {
            EngineChoice engine = EngineChoice.EveryWidth[width];
            EngineChoice.ResetPool();
            foreach (FuzzPath path in plan.Paths)
            {
                Disagreement? found = path switch
                {
                    FuzzPath.Oracle => null,
                    FuzzPath.Engine => CheckLines(engine, input, plan),
                    FuzzPath.Parse when !isReadable => null,
                    _ => CompareReading(engine, path, input, plan),
                };
                if (found is not null)
                    return found;

                if (path == FuzzPath.Enumerate)
                    Counts.AddFastLines(width, _actual.FastLines);
            }
        }

        return null;
    }

    private Disagreement? CompareReading(EngineChoice engine, FuzzPath path, byte[] input, ReadPlan plan)
    {
        read(engine, path, input, plan, _actual);
        return _expected.IsSame(_actual) ? null : new Disagreement(path, engine, _expected.Differences(_actual));
    }

    /// <summary>Reads each line with an engine, and compares what readers do not expose.</summary>
    private static Disagreement? CheckLines(EngineChoice engine, byte[] input, ReadPlan plan)
    {
        var check = new EngineCheck(engine.VectorBits, plan.Duplicates);
        try
        {
            foreach (byte[] line in TestLines.Split(input))
            {
                check.Check(line, "line");
                if (check.Lines % 4 == 0)
                    check.CheckFramed(line, "line, framed");
            }

            return null;
        }
        catch (XunitException exception)
        {
            return new Disagreement(FuzzPath.Engine, engine, exception.Message);
        }
    }

    /// <summary>Compares the reference with itself on the other paths, and with the oracle.</summary>
    private Disagreement? FindReferenceFault(byte[] input, ReadPlan plan, bool isReadable)
    {
        if (CompareReading(EngineChoice.Reference, FuzzPath.Enumerate, input, plan) is Disagreement inMemory)
            return inMemory;

        if (CompareReading(EngineChoice.Reference, FuzzPath.Pipe, input, plan) is Disagreement pipe)
            return pipe;

        if (!isReadable)
            return null;

        try
        {
            ReadingResult expected = LineOracle.Read(input, plan.Options);
            ReadingResult.AssertEqual(expected, new ReadWay(EngineChoice.Reference, ReadPath.Parse).Read(input, plan.Options));
            return null;
        }
        catch (XunitException exception)
        {
            return new Disagreement(FuzzPath.Oracle, EngineChoice.Reference, exception.Message);
        }
    }
}

/// <summary>A difference between an engine and the reference.</summary>
/// <param name="Path">The path on which they differ.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Text">The results of both.</param>
internal sealed record Disagreement(FuzzPath Path, EngineChoice Engine, string Text)
{
    public override string ToString() => $"{Engine}, {Path}: {Text}";
}
