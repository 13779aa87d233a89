namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Invalid combinations of options.</summary>
public sealed class HttpUsageTests : FileTests
{
    private const string Receiver = "http://localhost:9/hook";

    [Theory]
    [InlineData("must not contain a user name or password", "--to", "http://user:password@localhost/")]
    [InlineData("not a complete address", "--to", "http:localhost")]
    [InlineData("not a complete address", "--to", "HTTPS://")]
    [InlineData("not a complete address", "--to", "https:host/hook?token=secret&callback=https://other")]
    [InlineData("does not support amqp://", "--to", "amqp://localhost/topic")]
    [InlineData("receivers and topics get raw events", "--to", Receiver, "--format", "fields")]
    [InlineData("--secret-env can be used only with --to http", "--secret-env", "PATH")]
    [InlineData("--concurrency can be used only with --to http", "--concurrency", "8", "--to", "file.ndjson")]
    [InlineData("--concurrency must be a whole number from 1 to 256", "--to", Receiver, "--concurrency", "257")]
    [InlineData("--rate must be a number", "--to", Receiver, "--rate", "0")]
    [InlineData("--rate must be a number", "--to", Receiver, "--rate", "NaN")]
    [InlineData("--timeout must be a number", "--to", Receiver, "--timeout", "-1")]
    [InlineData("--give-up-after must be a number", "--to", Receiver, "--give-up-after", "soon")]
    [InlineData("cannot be used together", "--to", Receiver, "--secret-env", "PATH", "--secret-file", "secret")]
    [InlineData("is empty or not set", "--to", Receiver, "--secret-env", "ATLAN_EVENTS_NO_SUCH_VARIABLE")]
    [InlineData("must not be empty", "--to", Receiver, "--secret-env", "")]
    public async Task Invalid_combinations_of_options_are_usage_errors(string message, params string[] options)
    {
        ToolResult result = await Tool.RunAsync(Sample.Input(1, guids: 1), ["replay", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("user:password", result.Error);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("\nsecond line", 2)]
    [InlineData("top\u0001secret", 2)]
    [InlineData("töpsecret", 2)]
    [InlineData(" topsecret", 2)]
    public async Task A_secret_that_is_not_a_valid_header_is_an_error_and_is_not_shown(string content, int exitCode)
    {
        ToolResult result = await Tool.RunAsync(
            Sample.Input(1, guids: 1), ["replay", "--yes", "--to", Receiver, "--secret-file", Folder.Write("file", content)]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("the secret", result.Error.Replace("there is no secret", "the secret", StringComparison.Ordinal));
        Assert.DoesNotContain("psecret", result.Error);
    }

    [Fact]
    public async Task A_missing_secret_file_exits_66()
    {
        ToolResult result = await Tool.RunAsync([], ["replay", "--yes", "--to", Receiver, "--secret-file", Folder.PathOf("none")]);

        Assert.Equal(66, result.ExitCode);
    }

    [Fact]
    public async Task A_dead_letter_does_not_overwrite_the_secret()
    {
        string secret = Folder.Write("secret", "topsecret");

        ToolResult result = await Tool.RunAsync(
            [], ["replay", "--yes", "--to", Receiver, "--secret-file", secret, "--dead-letter", secret]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("topsecret", await File.ReadAllTextAsync(secret));
    }
}
