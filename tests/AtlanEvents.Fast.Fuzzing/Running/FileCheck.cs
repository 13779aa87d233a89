using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Fuzzing.Running;

/// <summary>Compares a given input with many plans.</summary>
internal static class FileCheck
{
    private static readonly int[] s_maxPieceLengths = [1, 7, 64, 1_000];

    /// <summary>Reads an input with each plan until there is a disagreement.</summary>
    public static (ReadPlan Plan, Disagreement Found)? Find(CaseComparer comparer, byte[] input)
    {
        foreach (ReadPlan plan in Plans())
        {
            if (comparer.Compare(input, plan) is Disagreement found)
                return (plan, found);
        }

        return null;
    }

    private static IEnumerable<ReadPlan> Plans()
    {
        foreach (bool duplicates in new[] { false, true })
        {
            // Each path with a new engine, then all paths with one engine.
            foreach (FuzzPath path in Enum.GetValues<FuzzPath>())
                yield return ReadPlan.Simple(path) with { Duplicates = duplicates };

            foreach (int longest in s_maxPieceLengths)
            {
                yield return ReadPlan.Simple(FuzzPath.Pipe) with { Duplicates = duplicates, Cutting = new Cutting(longest, longest, 1) };
                yield return ReadPlan.Simple(FuzzPath.Pipe) with
                {
                    Paths = [FuzzPath.Enumerate, FuzzPath.Pipe, FuzzPath.Parse],
                    Duplicates = duplicates,
                    Cutting = new Cutting(longest, longest, 1_000),
                };
            }
        }
    }
}
