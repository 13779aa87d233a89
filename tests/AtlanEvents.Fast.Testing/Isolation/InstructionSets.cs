using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>The instruction sets that the runtime uses in this process, regardless of what was requested.</summary>
public static class InstructionSets
{
    /// <summary>The instruction sets by name, and whether each is enabled.</summary>
    public static IReadOnlyDictionary<string, bool> Live { get; } = new Dictionary<string, bool>
    {
        [nameof(Avx512BW)] = Avx512BW.IsSupported,
        [nameof(Avx2)] = Avx2.IsSupported,
        [nameof(Avx)] = Avx.IsSupported,
        [nameof(Sse42)] = Sse42.IsSupported,
        [nameof(AdvSimd)] = AdvSimd.IsSupported,
        [nameof(Vector512)] = Vector512.IsHardwareAccelerated,
        [nameof(Vector256)] = Vector256.IsHardwareAccelerated,
        [nameof(Vector128)] = Vector128.IsHardwareAccelerated,
    };

    /// <summary>
    /// Fails unless every name with <c>+</c> is enabled and every name with <c>-</c> is disabled. The runtime silently ignores switches
    /// that it does not know; this check detects them.
    /// </summary>
    internal static void AssertLive(IEnumerable<string> expected)
    {
        string live = string.Join(' ', Live.Select(set => (set.Value ? "+" : "-") + set.Key));
        Console.WriteLine($"live: {live}");
        foreach (string set in expected)
            Assert.True(Live[set[1..]] == (set[0] == '+'), $"{set} was expected; live are {live}");
    }
}
