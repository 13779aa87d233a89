using System.Text;
using System.Text.Json;
using static AtlanEvents.Fast.Cli.Tests.Events;

namespace AtlanEvents.Fast.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fields_equal_what_a_json_parser_finds_at_the_five_paths()
    {
        byte[] mixed = (await Tool.RunAsync("generate", "--mix", "--events", "3000", "--seed", "5")).OutputBytes;

        ToolResult result = await Tool.RunAsync(mixed, ["replay"]);

        Assert.Equal(0, result.ExitCode);
        string[][] expected = [.. Encoding.UTF8.GetString(mixed).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(FiveFields).OfType<string[]>()];
        Assert.True(expected.Length > 2_500);
        Assert.Equal(expected, result.OutputLines.Select(Written));
    }

    [Fact]
    public async Task Fields_are_written_in_one_order_with_null_for_what_is_absent()
    {
        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(Hard, Handshake, Update)), ["replay"]);

        Assert.Equal(
            [
                """{"operationType":"ENTITY_DELETE","typeName":"Table","guid":"g-1","qualifiedName":"default/pg/1/db/s/t","deleteHandler":"HARD"}""",
                """{"operationType":"ENTITY_UPDATE","typeName":"Table","guid":"g-3","qualifiedName":"default/pg/1/db/s/t2","deleteHandler":null}""",
            ],
            result.OutputLines);
    }

    [Fact]
    public async Task Fields_have_only_the_escapes_that_json_requires()
    {
        string odd = Hard.Replace("g-1", @"\u00e9\/\ud83d\ude00\u007f \" + "\"" + @"\\\n\u0001", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(odd)), ["replay"]);

        Assert.Contains("\"guid\":\"é/😀\u007f \\\"\\\\\\n\\u0001\"", result.Output);
    }

    [Fact]
    public async Task Raw_gives_every_line_back_byte_for_byte()
    {
        ToolResult result = await Tool.RunAsync("replay", "--format", "raw", Repository.BulkDelete);

        Assert.Equal(TemporaryFolder.Gunzip(Repository.BulkDelete), result.OutputBytes);
    }

    [Theory]
    [InlineData("g-1 g-2", "--operation", "ENTITY_DELETE")]
    [InlineData("g-1 g-3", "--type", "Table")]
    [InlineData("g-1", "--type", "Table", "--handler", "HARD")]
    [InlineData("g-1 g-2", "--handler", "HARD", "--handler", "SOFT")]
    [InlineData("g-1 g-2", "--under", "default/pg/1/db/s/t")]
    [InlineData("g-1 g-2 g-3", "--under", "default/pg/1/")]
    [InlineData("g-2", "--guid", "g-2")]
    [InlineData("", "--guid", "g-2", "--type", "Table")]
    public async Task Filters_are_combined_with_and_between_kinds_and_or_within_one(string guids, params string[] filters)
    {
        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(Hard, Soft, Update)), ["replay", .. filters]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(guids, string.Join(' ', result.OutputLines.Select(line => Written(line)[2])));
    }

    [Fact]
    public async Task A_file_gets_the_events_and_the_person_is_told()
    {
        string output = _folder.Write("out.ndjson", "something older and longer than what is written\n");

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(Hard, Soft)), ["replay", "--format", "raw", "--guid", "g-1", "--to", output]);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Equal(Lines(Hard), await File.ReadAllTextAsync(output));
        Assert.Contains("1 of 2 events written", result.Error);
    }

    [Fact]
    public async Task Replacing_an_input_is_refused()
    {
        string file = _folder.Write("dump.ndjson", Lines(Hard));

        ToolResult result = await Tool.RunAsync("replay", "--to", file, file);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(Lines(Hard), await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task What_arrives_on_a_pipe_is_handed_on_before_the_pipe_ends()
    {
        using System.Diagnostics.Process process = Tool.Start(["replay"]);
        await process.StandardInput.WriteAsync(Lines(Hard));
        await process.StandardInput.FlushAsync();

        string? line = await process.StandardOutput.ReadLineAsync();

        Assert.Contains("g-1", line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static string[]? FiveFields(string line)
    {
        JsonElement root = JsonDocument.Parse(line).RootElement;
        if (!root.TryGetProperty("message", out JsonElement message)
            || !message.TryGetProperty("entity", out JsonElement entity)
            || !message.TryGetProperty("type", out JsonElement type)
            || type.GetString() != "ENTITY_NOTIFICATION_V2")
        {
            return null;
        }

        return [Text(message, "operationType"), Text(entity, "typeName"), Text(entity, "guid"), Text(entity.GetProperty("attributes"), "qualifiedName"), Text(entity, "deleteHandler")];
    }

    private static string[] Written(string line)
        => [.. JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Value.GetString() ?? "absent")];

    private static string Text(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "absent";
}
