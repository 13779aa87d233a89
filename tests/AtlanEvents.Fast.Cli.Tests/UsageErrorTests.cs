namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Usage errors are described, with suggestions.</summary>
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("a command is required: stats, replay, generate, audit, completion, man")]
    [InlineData("unknown command stat; did you mean stats?", "stat", "dump.ndjson")]
    [InlineData("unknown command explode", "explode")]
    [InlineData("unknown option --versoin; did you mean --version?", "--versoin")]
    [InlineData("unknown option --fromat; did you mean --format?", "stats", "--fromat", "json", "-")]
    [InlineData("unknown option --nonsense", "stats", "--nonsense", "-")]
    [InlineData("unknown option --colums; did you mean --columns?", "generate", "--colums", "5")]
    [InlineData("unexpected argument 'dump.ndjson' for generate", "generate", "dump.ndjson")]
    [InlineData("--format must be one of table, json, not 'xml'", "stats", "--format", "xml", "-")]
    [InlineData("--progress must be one of auto, always, never, json, not 'sometimes'", "replay", "--progress", "sometimes", "-")]
    public async Task A_usage_error_is_described(string expected, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"atlan-events: {expected}", result.Error.Split('\n')[0].TrimEnd('\r'));
        Assert.StartsWith("For help, run: atlan-events", result.Error.Split('\n')[1]);
    }
}
