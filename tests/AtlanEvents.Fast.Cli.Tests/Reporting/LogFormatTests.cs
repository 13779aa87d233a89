namespace AtlanEvents.Fast.Cli.Tests.Reporting;

/// <summary>With <c>--log-format json</c>, every message on standard error is a JSON object on a line.</summary>
public sealed class LogFormatTests : FileTests
{
    [Fact]
    public async Task Messages_and_summaries_are_objects()
    {
        string output = Folder.PathOf("out");
        string[] messages = await MessagesOfAsync(Lines(Update, Bad), "replay", "-", "--to", output, "--max-rejects", "5");
        Assert.Equal(
            [
                $"1 line was rejected: InvalidJson 1. The first: standard input, line 2, byte offset {Update.Length + 1}: InvalidJson.",
                "To keep such lines, add --dead-letter FILE.",
                $"1 of 1 events written to {output}.",
            ],
            messages);
    }

    [Fact]
    public async Task Failures_are_objects()
    {
        string file = Folder.Write("dump.gz", [.. TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Update)))[..^4]]);
        string message = Assert.Single(await MessagesOfAsync("", "stats", "--format", "json", file));
        Assert.StartsWith($"cannot read {file}: ", message, StringComparison.Ordinal);
    }

    private static async Task<string[]> MessagesOfAsync(string input, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(input, [.. arguments, "--log-format", "json"]);
        return [.. result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(MessageOf)];
    }

    private static string MessageOf(string line)
    {
        JsonElement message = JsonDocument.Parse(line).RootElement;
        DateTime time = message.GetProperty("Timestamp").GetDateTime().ToUniversalTime();
        Assert.InRange(time, DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddHours(1));
        return message.GetProperty("Message").GetString()!;
    }
}
