namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>What is wrong with a command is said in a sentence, with what could have been meant.</summary>
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("no command was given: stats, replay, generate, audit, completion, man.")]
    [InlineData("There is no command stat. Did you mean stats?", "stat", "dump.ndjson")]
    [InlineData("There is no command explode.", "explode")]
    [InlineData("There is no option --versoin. Did you mean --version?", "--versoin")]
    [InlineData("There is no option --fromat. Did you mean --format?", "stats", "--fromat", "json", "-")]
    [InlineData("There is no option --nonsense.", "stats", "--nonsense", "-")]
    [InlineData("There is no option --colums. Did you mean --columns?", "generate", "--colums", "5")]
    [InlineData("generate takes no 'dump.ndjson'.", "generate", "dump.ndjson")]
    [InlineData("--format must be one of table, json, and is 'xml'.", "stats", "--format", "xml", "-")]
    [InlineData("--progress must be one of auto, always, never, json, and is 'sometimes'.", "replay", "--progress", "sometimes", "-")]
    public async Task A_mistake_is_named(string expected, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"atlan-events: {expected}", result.Error.Split('\n')[0].TrimEnd('\r'));
        Assert.StartsWith("Try: atlan-events", result.Error.Split('\n')[1]);
    }
}
