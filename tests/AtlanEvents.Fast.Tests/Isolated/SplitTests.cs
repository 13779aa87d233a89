using System.Globalization;
using AtlanEvents.Fast.Testing.Isolation;
using Xunit;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Isolated;

/// <summary>Where the input is cut does not matter, whatever the vector width and what the engine has learned: behaviour I2.</summary>
public sealed class SplitTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public async Task EventReader_LineCutAtEveryByte_IsReadAsIfItWereWhole(int vectorBits)
    {
        string bits = vectorBits.ToString(CultureInfo.InvariantCulture);
        ChildResult result = await ChildProcess.RunAsync(["splits", bits], ("ATLAN_EVENTS_VECTOR_BITS", bits));
        output.WriteLine(result.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
