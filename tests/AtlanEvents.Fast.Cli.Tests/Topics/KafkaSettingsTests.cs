using AtlanEvents.Fast.Cli.Topics;

namespace AtlanEvents.Fast.Cli.Tests.Topics;

/// <summary>The file of <c>--kafka-config</c>.</summary>
public sealed class KafkaSettingsTests : FileTests
{
    [Fact]
    public void Settings_are_lines_of_names_and_values()
    {
        string file = Folder.Write("config", "# reader\r\n\r\nsecurity.protocol = SASL_SSL\n  sasl.password=a=b # c\n");
        Dictionary<string, string> settings = KafkaSettings.Read(file);
        Assert.Equal(2, settings.Count);
        Assert.Equal("SASL_SSL", settings["security.protocol"]);
        Assert.Equal("a=b # c", settings["sasl.password"]);
    }

    [Theory]
    [InlineData("sasl.password", "line 1 of")]
    [InlineData("=secret", "is not of the form name=value")]
    [InlineData("\nclient.id=a\nclient.id=secret", "line 3 of")]
    [InlineData("group.id=secret", "sets group.id, which the address")]
    [InlineData("acks=secret", "sets acks, which")]
    [InlineData("U2secret==", "is not of the form name=value")]
    public void Mistakes_are_explained_without_values(string content, string expected)
    {
        var exception = Assert.Throws<ToolException>(() => KafkaSettings.Read(Folder.Write("config", content)));
        Assert.Equal(ExitCode.Usage, exception.ExitCode);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_does_not_exist()
        => Assert.Equal(ExitCode.NoInput, Assert.Throws<ToolException>(() => KafkaSettings.Read(Folder.PathOf("none"))).ExitCode);

    [Theory]
    [InlineData("security.protocol")]
    [InlineData("socket.timeout.ms")]
    [InlineData("enable.ssl.certificate.verification")]
    [InlineData("partitioner")]
    public async Task Value_that_the_client_does_not_accept_is_not_quoted(string name)
    {
        string file = Folder.Write("config", $"{name}=secret\n");
        ToolResult result = await Tool.RunAsync("stats", "kafka://127.0.0.1:1/topic", "--kafka-config", file);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(name, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_that_the_client_quotes_in_part_is_not_quoted()
    {
        string file = Folder.Write("config", $"security.protocol=secret{new string('x', 600)}\n");
        ToolResult result = await Tool.RunAsync("stats", "kafka://127.0.0.1:1/topic", "--kafka-config", file);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stats", "kafka://127.0.0.1:1/topic")]
    [InlineData("replay", "--to", "kafka://127.0.0.1:1/topic", "--yes", "-")]
    public async Task Setting_that_the_client_does_not_know(params string[] command)
    {
        string file = Folder.Write("config", "no.such.setting=secret\n");
        ToolResult result = await Tool.RunAsync([.. command, "--kafka-config", file]);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("no.such.setting", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }
}
