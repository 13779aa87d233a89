namespace AtlanEvents.Fast.Cli.Tests;

public sealed class ReplayTests : FileTests
{
    [Fact]
    [Trait("Behaviour", "csv-and-tsv")]
    public async Task Tsv_escapes_tab_newlines_and_backslash()
    {
        string special = Hard.Replace("g-1", @"a\tb\nc\r\\d", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Lines(special), ["replay", "--format", "tsv"]);

        Assert.Equal(
            "operationType\ttypeName\tguid\tqualifiedName\tdeleteHandler\n" +
            "ENTITY_DELETE\tTable\t" + @"a\tb\nc\r\\d" + "\tdefault/pg/1/db/s/t\tHARD\n",
            result.Output);
    }

    [Fact]
    [Trait("Behaviour", "csv-and-tsv")]
    public async Task Csv_is_quoted_as_in_rfc_4180()
    {
        string special = Hard.Replace("g-1", """a,\"b\"\nc""", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Lines(special, Update), ["replay", "--format", "csv"]);

        Assert.Equal(
            "operationType,typeName,guid,qualifiedName,deleteHandler\n" +
            "ENTITY_DELETE,Table,\"a,\"\"b\"\"\nc\",default/pg/1/db/s/t,HARD\n" +
            "ENTITY_UPDATE,Table,g-3,default/pg/1/db/s/t2,\n",
            result.Output);
    }

    [Fact]
    public async Task Fields_equal_the_values_that_a_json_parser_finds()
    {
        byte[] mixed = (await Tool.RunAsync("generate", "--mix", "--events", "3000", "--seed", "5")).OutputBytes;

        ToolResult result = await Tool.RunAsync(mixed, ["replay"]);

        Assert.Equal(0, result.ExitCode);
        string[][] expected = [.. Encoding.UTF8.GetString(mixed).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries).Select(RoutingFieldsOf).OfType<string[]>()];
        Assert.True(expected.Length > 2_500);
        Assert.Equal(expected, result.OutputLines.Select(ValuesOf));
    }

    [Fact]
    public async Task Fields_have_a_fixed_order_and_absent_ones_are_null()
    {
        ToolResult result = await Tool.RunAsync(Lines(Hard, Handshake, Update), ["replay"]);

        Assert.Equal(
            [
                Fields("ENTITY_DELETE", "g-1", "default/pg/1/db/s/t", "\"HARD\""),
                Fields("ENTITY_UPDATE", "g-3", "default/pg/1/db/s/t2", "null"),
            ],
            result.OutputLines);

        static string Fields(string operation, string guid, string name, string handler)
            => $"{{\"operationType\":\"{operation}\",\"typeName\":\"Table\",\"guid\":\"{guid}\","
                + $"\"qualifiedName\":\"{name}\",\"deleteHandler\":{handler}}}";
    }

    [Fact]
    public async Task Fields_have_only_the_escapes_that_json_requires()
    {
        string special = Hard.Replace("g-1", @"\u00e9\/\ud83d\ude00\u007f \" + "\"" + @"\\\n\u0001", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Lines(special), ["replay"]);

        Assert.Contains("\"guid\":\"é/😀\u007f \\\"\\\\\\n\\u0001\"", result.Output);
    }

    [Fact]
    public async Task Raw_writes_every_line_byte_for_byte()
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
        ToolResult result = await Tool.RunAsync(Lines(Hard, Soft, Update), ["replay", .. filters]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(guids, string.Join(' ', result.OutputLines.Select(line => ValuesOf(line)[2])));
    }

    [Fact]
    public async Task Events_are_written_to_a_file_and_reported()
    {
        string output = Folder.Write("out.ndjson", "something older and longer than what is written\n");

        ToolResult result = await Tool.RunAsync(Lines(Hard, Soft), ["replay", "--format", "raw", "--guid", "g-1", "--to", output]);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Equal(Lines(Hard), await File.ReadAllTextAsync(output));
        Assert.Contains("1 of 2 events written", result.Error);
    }

    [Fact]
    public async Task Replacing_an_input_is_an_error()
    {
        string file = Folder.Write("dump.ndjson", Lines(Hard));

        ToolResult result = await Tool.RunAsync("replay", "--to", file, file);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(Lines(Hard), await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Events_from_a_pipe_are_written_before_the_pipe_ends()
    {
        using System.Diagnostics.Process process = Tool.Start(["replay"]);
        await process.StandardInput.WriteAsync(Lines(Hard));

        string? line = await process.StandardOutput.ReadLineAsync();

        Assert.Contains("g-1", line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static string[]? RoutingFieldsOf(string line)
    {
        JsonElement root = JsonDocument.Parse(line).RootElement;
        if (!root.TryGetProperty("message", out JsonElement message)
            || !message.TryGetProperty("entity", out JsonElement entity)
            || !message.TryGetProperty("type", out JsonElement type)
            || type.GetString() != "ENTITY_NOTIFICATION_V2")
        {
            return null;
        }

        return [Text(message, "operationType"), Text(entity, "typeName"), Text(entity, "guid"), Text(
            entity.GetProperty("attributes"), "qualifiedName"), Text(entity, "deleteHandler")];
    }

    private static string[] ValuesOf(string line)
        => [.. JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Value.GetString() ?? "absent")];

    private static string Text(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "absent";
}
