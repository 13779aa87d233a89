using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Fuzzing.Running;

namespace AtlanEvents.Fast.PropertyTests.Fuzzing;

/// <summary>The fuzzer finds injected faults, minimises them, and writes them as regression tests.</summary>
public sealed class FuzzRunTests : IDisposable
{
    private const int Cases = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("fuzzing").FullName;
    private readonly List<string> _reports = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_NoFault_FindsNothing()
    {
        FuzzRun run = Run(InputReader.Read, cases: 5);
        Assert.Equal(0, run.Finds);
        Assert.Equal(5, run.Cases);
        Assert.Equal(run.Counts.Lines, run.Lines);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Run_FaultOfOneWidth_IsFoundAndMinimised()
    {
        FuzzRun run = Run(
            Faulty((engine, path) => engine.VectorBits == 256, input => input.AsSpan().IndexOf("\\uD83D\\u0041"u8) >= 0), Cases);
        Assert.Equal(1, run.Finds);
        byte[] input = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder, "mixed--fuzz-1-*.ndjson")));
        Assert.Equal("\\uD83D\\u0041"u8.ToArray(), input);
        Assert.Contains(_reports, report => report.Contains("--case 1:", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FaultAfterSimilarLines_IsFoundWithTheLinesItNeeds()
    {
        FuzzRun run = Run(Faulty((_, path) => path == FuzzPath.Pipe,
            input => CountOf(input, "\"guid\":"u8) >= 3 && input.AsSpan().IndexOf("\r\n"u8) >= 0), Cases);
        Assert.Equal(1, run.Finds);
        byte[] input = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder)));
        Assert.Equal(3, CountOf(input, "\"guid\":"u8));
        Assert.InRange(input.Length, 23, 40);
    }

    [Fact]
    public void Run_FaultWithAShortLimit_HasTheLimitInTheName()
    {
        FuzzRun run = Run(
            (engine, path, input, plan, transcript) =>
            {
                InputReader.Read(engine, path, input, plan, transcript);
                if (engine.VectorBits == 128 && plan.MaxLineBytes < 100)
                    transcript.Add(LineVerdict.Blank);
            },
            Cases);
        Assert.Equal(1, run.Finds);
        Assert.Matches("mixed--at-most-[0-9]+--fuzz-1-[0-9]+", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public void Find_CorrectInput_FindsNothing()
        => Assert.Null(FileCheck.Find(new CaseComparer(), "{\"message\":{\"entity\":{\"guid\":\"g\"}}}\r\n{\n"u8.ToArray()));

    [Fact]
    public void Find_FaultOfOnePolicy_IsFound()
    {
        var comparer = new CaseComparer((engine, path, input, plan, transcript) =>
        {
            InputReader.Read(engine, path, input, plan, transcript);
            if (engine.VectorBits == 512 && plan.Duplicates == true)
                transcript.Add(new InvalidOperationException("A fault."));
        });
        (ReadPlan Plan, Disagreement Found)? found = FileCheck.Find(comparer, "{}\n"u8.ToArray());
        Assert.Equal(true, found?.Plan.Duplicates);
        Assert.Contains("A fault.", found?.Found.Text, StringComparison.Ordinal);
    }

    private FuzzRun Run(InputReading read, int cases)
    {
        var run = new FuzzRun(new FuzzSettings { Seed = 1, Cases = cases, Output = _folder }, read, _reports.Add);
        run.Run(CancellationToken.None);
        return run;
    }

    /// <summary>Reads correctly, but adds something to the results of some inputs.</summary>
    private static InputReading Faulty(Func<EngineChoice, FuzzPath, bool> isFaulty, Func<byte[], bool> isMarked)
        => (engine, path, input, plan, transcript) =>
    {
        InputReader.Read(engine, path, input, plan, transcript);
        if (engine.Kind == EventEngine.Fast && isFaulty(engine, path) && isMarked(input))
            transcript.Add(LineFaultReason.InvalidJson, 1, 0, 1, "x"u8);
    };

    private static int CountOf(ReadOnlySpan<byte> input, ReadOnlySpan<byte> text) => input.Count(text);
}
