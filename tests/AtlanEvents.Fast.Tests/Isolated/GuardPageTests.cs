using System.Globalization;
using AtlanEvents.Fast.Testing.Isolation;
using Xunit;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Isolated;

/// <summary>Memory that a caller gives is never read beyond its ends: behaviour 30. In a process of its own, since nothing survives it.</summary>
[Trait("Tier", "Slow")]
[Trait("Behaviour", "caller-memory")]
public sealed class GuardPageTests(ITestOutputHelper output)
{
    /// <summary>The guard itself: without this, the tests below might pass because nothing is guarded.</summary>
    [Theory]
    [InlineData("in-front")]
    [InlineData("behind")]
    public async Task GuardedMemory_ReadBeside_EndsTheProcess(string side)
    {
        ChildResult result = await ChildProcess.RunAsync(["guard-pages-work", side]);

        // The assertions of the child would give 1, and a command that does not exist 2.
        Assert.True(result.ExitCode is not (0 or 1 or 2), result.ToString());
        Assert.Contains("AccessViolation", result.Output, StringComparison.Ordinal);
        Assert.Equal(side, result.LastCase);
    }

    [Fact]
    public async Task GuardedMemory_ReadInside_EndsNothing()
    {
        ChildResult result = await ChildProcess.RunAsync(["guard-pages-work", "inside"]);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public async Task EveryWay_InputBesideAGuardPage_ReadsNothingElse(int vectorBits)
    {
        string bits = vectorBits.ToString(CultureInfo.InvariantCulture);
        ChildResult result = await ChildProcess.RunAsync(["guard-pages", bits], ("ATLAN_EVENTS_VECTOR_BITS", bits));
        output.WriteLine(result.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
