using System.Reflection;
using AtlanEvents.Fast.Testing.Isolation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Tests.Isolated;

/// <summary>The fast engine equals the reference on lesser processors, which runtime switches simulate.</summary>
[Trait("Tier", "Slow")]
public sealed class InstructionSetTests(ITestOutputHelper output)
{
    [Theory]
    [InstructionSet("")]
    [InstructionSet("DOTNET_EnableAVX512", "Avx512BW", "Vector512")]
    [InstructionSet("DOTNET_EnableAVX2", "Avx2", "Vector256", "Avx512BW", "Vector512")]
    [InstructionSet("DOTNET_EnableAVX", "Avx", "Avx2", "Vector256", "Avx512BW", "Vector512")]
    [InstructionSet("DOTNET_EnableSSE42", "Sse42", "Avx", "Avx2", "Vector256", "Avx512BW", "Vector512")]
    [InstructionSet("DOTNET_EnableHWIntrinsic", "Vector128", "AdvSimd", "Sse42", "Avx", "Avx2", "Vector256", "Avx512BW", "Vector512")]
    public async Task FastEngine_WithFewerInstructionSets_EqualsTheReference(string runtimeSwitch, string vectorBits, string[] turnedOff)
    {
        // Instruction sets that are already disabled, by the processor or the environment, prove nothing.
        IEnumerable<string> leftOn = InstructionSets.Live.Where(set => set.Value && !turnedOff.Contains(set.Key))
            .Select(set => "+" + set.Key);
        (string, string?)[] environment = [("ATLAN_EVENTS_ENGINE", "fast"), ("ATLAN_EVENTS_VECTOR_BITS", vectorBits)];
        if (runtimeSwitch.Length > 0)
            environment = [.. environment, (runtimeSwitch, "0")];

        ChildResult result = await ChildProcess.RunAsync(
            ["instruction-set", .. leftOn, .. turnedOff.Select(set => "-" + set)], environment);
        output.WriteLine(result.ToString());

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("live: ", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The runtime ignores unknown switches, so the child process has to assert their effect.</summary>
    [Fact]
    public async Task Child_SwitchWithoutEffect_Fails()
    {
        string set = InstructionSets.Live.First(set => set.Value).Key;
        ChildResult result = await ChildProcess.RunAsync(
            ["instruction-set", "-" + set], ("ATLAN_EVENTS_ENGINE", "fast"), ("DOTNET_EnableNoSuchThing", "0"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"-{set} was expected", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_UnknownCommand_Fails()
    {
        ChildResult result = await ChildProcess.RunAsync(["no-such-command"]);
        Assert.Equal(2, result.ExitCode);
    }
}

/// <summary>Runs a theory once for each vector width, with a runtime switch and the instruction sets that it disables.</summary>
/// <remarks>Skipped if the processor has none of them.</remarks>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InstructionSetAttribute : DataAttribute
{
    public InstructionSetAttribute(string runtimeSwitch, params string[] turnedOff)
    {
        (RuntimeSwitch, TurnedOff) = (runtimeSwitch, turnedOff);
        if (turnedOff.Length > 0 && !turnedOff.Any(set => InstructionSets.Live[set]))
            Skip = $"This processor has none of what {runtimeSwitch}=0 turns off.";
    }

    public string RuntimeSwitch { get; }

    public string[] TurnedOff { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => from bits in new[] { "", "128", "256", "512" } select (object[])[RuntimeSwitch, bits, TurnedOff];
}
