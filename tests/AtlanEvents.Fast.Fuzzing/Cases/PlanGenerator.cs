using AtlanEvents.Fast.Testing.Mutation;
using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>Generates the plan of a case.</summary>
internal static class PlanGenerator
{
    // The hostile pipe copies each segment, so many segments would dominate the time.
    private const int MaxPieces = 400;

    private static readonly int[] s_maxPieceLengths = [1, 3, 7, 16, 33, 64, 65, 200, 1_000, 4_096, 100_000];
    private static readonly int[] s_piecesPerRead = [1, 1, 2, 5, 1_000];

    /// <summary>The fast paths in any order, and sometimes the slower ones.</summary>
    public static ReadPlan NewPlan(byte[] input, Random random)
    {
        FuzzPath[] paths = [FuzzPath.Parse, FuzzPath.Enumerate, FuzzPath.Pipe];
        random.Shuffle(paths);
        if (random.Next(4) == 0)
            paths = [.. paths, FuzzPath.Engine];

        if (random.Next(16) == 0)
            paths = [.. paths, FuzzPath.Oracle];

        int longest = Math.Max(random.Pick(s_maxPieceLengths), 2 * input.Length / MaxPieces);
        return new ReadPlan(
            paths,
            random.Next(3) == 0 ? true : false,
            random.Next(12) == 0 ? NewLimit(input, random) : EventReaderOptions.DefaultMaxLineBytes,
            new Cutting(random.Next(), longest, random.Pick(s_piecesPerRead)));
    }

    private static int NewLimit(byte[] input, Random random) => random.Next(6) switch
    {
        0 => Math.Max(1, random.Pick(MutationVocabulary.Sizes)),
        1 => random.Next(100, 1_000),
        2 => random.Pick(MutationVocabulary.LargeSizes),
        _ => Math.Max(1, LengthOfLine(input, random.Next(input.Length + 1)) + random.Next(-1, 2)),
    };

    // A limit at the length of a line, or one below.
    private static int LengthOfLine(byte[] input, int at)
    {
        int start = input.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int length = input.AsSpan(start).IndexOf((byte)'\n');
        return length < 0 ? input.Length - start : length;
    }
}
