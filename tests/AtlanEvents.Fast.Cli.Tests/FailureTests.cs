namespace AtlanEvents.Fast.Cli.Tests;

public sealed class FailureTests : FileTests
{
    [Theory]
    [InlineData("ATLAN_EVENTS_ENGINE", "turbo")]
    [InlineData("ATLAN_EVENTS_VECTOR_BITS", "77")]
    public async Task An_invalid_environment_variable_is_a_usage_error(string variable, string value)
    {
        ToolResult result = await Tool.RunAsync([], ["stats"], (variable, value));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(variable, result.Error);
        Assert.Contains(value, result.Error);
    }

    [Fact]
    public async Task The_environment_selects_the_engine()
    {
        ToolResult result = await Tool.RunAsync(Lines(Hard), ["stats", "--format", "json"], ("ATLAN_EVENTS_ENGINE", "utf8json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("utf8json", result.OutputJson.GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_missing_input_exits_66_before_anything_is_read()
    {
        string good = Folder.Write("good.ndjson", Lines(Hard));

        ToolResult result = await Tool.RunAsync("replay", good, Folder.PathOf("missing.ndjson"));

        Assert.Equal(66, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Contains("missing.ndjson: no such file", result.Error);
    }

    [Fact]
    public async Task A_folder_as_input_exits_66()
    {
        ToolResult result = await Tool.RunAsync("stats", Repository.Root);

        Assert.Equal(66, result.ExitCode);
        Assert.Contains("is a directory", result.Error);
    }

    [Fact]
    public async Task Utf_16_exits_65_with_advice()
    {
        ToolResult result = await Tool.RunAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Hard)], ["stats"]);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("UTF-16", result.Error);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_rejected_line_by_line()
    {
        byte[] input =
        [
            .. Encoding.UTF8.GetBytes(Lines(Hard)),
            .. "{\"a\":\"\xC0\x80\"}\n"u8,
            .. Encoding.Latin1.GetBytes(Lines("\"\u00e9\"")),
            .. Encoding.UTF8.GetBytes(Lines(Soft)),
        ];

        ToolResult result = await Tool.RunAsync(input, ["replay", "--format", "raw"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(Lines(Hard, Soft), result.Output);
    }

    [Fact]
    public async Task The_dead_letter_has_rejected_lines_with_position_and_reason()
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        byte[] notUtf8 = [(byte)'"', 0xFF, (byte)'"', (byte)'\n'];
        byte[] input = [.. Encoding.UTF8.GetBytes(Lines(Hard, Bad)), .. notUtf8, .. Encoding.UTF8.GetBytes(Lines(Soft))];

        ToolResult result = await Tool.RunAsync(input, ["replay", "--dead-letter", deadLetter]);

        Assert.Equal(1, result.ExitCode);
        JsonElement[] letters = [.. (await File.ReadAllLinesAsync(deadLetter)).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, letters.Length);
        Assert.Equal("InvalidJson", letters[0].GetProperty("reason").GetString());
        Assert.Equal(Bad, letters[0].GetProperty("raw").GetString());
        Assert.Equal(2, letters[0].GetProperty("line").GetInt64());
        Assert.Equal(Hard.Length + 1, letters[0].GetProperty("offset").GetInt64());
        Assert.Equal("InvalidUtf8", letters[1].GetProperty("reason").GetString());
        Assert.Equal(notUtf8[..^1], letters[1].GetProperty("rawBase64").GetBytesFromBase64());
    }

    [UnixFact]
    public async Task The_output_of_the_next_command_follows_in_the_same_file()
    {
        string output = Folder.PathOf("both");
        string small = Folder.Write("small", Lines(Hard));
        string script = $"{{ '{Repository.ToolPath}' replay --format raw '{small}'; echo next; }} > '{output}'";

        await Shell.RunAsync("sh", ["-c", script]);

        Assert.Equal(Lines(Hard, "next"), await File.ReadAllTextAsync(output));
    }
}
