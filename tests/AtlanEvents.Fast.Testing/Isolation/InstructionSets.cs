using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>What of the processor the runtime uses: live, not what it was told.</summary>
public static class InstructionSets
{
    /// <summary>The names of all that is looked at, with whether it is in use in this process.</summary>
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
    /// Fails unless all is on that starts with <c>+</c>, and off that starts with <c>-</c>. A switch whose name the runtime does not
    /// know is ignored in silence; this is what notices it.
    /// </summary>
    internal static void AssertLive(IEnumerable<string> expected)
    {
        string live = string.Join(' ', Live.Select(set => (set.Value ? "+" : "-") + set.Key));
        Console.WriteLine($"live: {live}");
        foreach (string set in expected)
            Assert.True(Live[set[1..]] == (set[0] == '+'), $"{set} was expected; live are {live}");
    }
}
