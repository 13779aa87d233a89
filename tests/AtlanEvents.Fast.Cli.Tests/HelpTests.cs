namespace AtlanEvents.Fast.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("stats", "--help")]
    [InlineData("replay", "-h")]
    [InlineData("generate", "--help")]
    [InlineData("audit", "--help")]
    [InlineData("report", "--help")]
    [InlineData("completion", "--help")]
    [InlineData("man", "--help")]
    public async Task Help_starts_with_examples(params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Examples:", result.Output);
        Assert.Contains("atlan-events ", result.OutputLines[2]);
        Assert.Contains("Exit codes:", result.Output);
    }

    [Fact]
    public async Task Version_prints_the_version_of_the_package()
    {
        ToolResult result = await Tool.RunAsync("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Fact]
    public async Task No_command_exits_2()
        => Assert.Equal(2, (await Tool.RunAsync()).ExitCode);
}
