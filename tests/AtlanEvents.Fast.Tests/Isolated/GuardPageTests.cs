using System.Globalization;
using AtlanEvents.Fast.Testing.Isolation;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Isolated;

/// <summary>Memory of a caller is never read beyond its ends. Runs in a separate process, because a violation crashes it.</summary>
[Trait("Tier", "Slow")]
[Trait("Behaviour", "caller-memory")]
public sealed class GuardPageTests(ITestOutputHelper output)
{
    /// <summary>Verifies the guard; without it, the tests below would pass.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task GuardedMemory_ReadOutside_CrashesTheProcess(string side)
    {
        ChildResult result = await ChildProcess.RunAsync(["guard-pages-work", side]);

        // An assertion in the child exits with 1, an unknown command with 2.
        Assert.True(result.ExitCode is not (0 or 1 or 2), result.ToString());
        Assert.Contains("AccessViolation", result.Output, StringComparison.Ordinal);
        Assert.Equal(side, result.LastCase);
    }

    [Fact]
    public async Task GuardedMemory_ReadInside_Succeeds()
    {
        ChildResult result = await ChildProcess.RunAsync(["guard-pages-work", "inside"]);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public async Task EveryWay_InputNextToAGuardPage_IsNotReadBeyond(int vectorBits)
    {
        string bits = vectorBits.ToString(CultureInfo.InvariantCulture);
        ChildResult result = await ChildProcess.RunAsync(["guard-pages", bits], ("ATLAN_EVENTS_VECTOR_BITS", bits));
        output.WriteLine(result.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
