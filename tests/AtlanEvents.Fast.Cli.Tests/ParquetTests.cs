using System.Text.RegularExpressions;
using AtlanEvents.Fast.Cli.Sinks.Parquet;
using AtlanEvents.Fast.Cli.Tests.Inputs;
using DuckDB.NET.Data;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary><c>replay --format parquet</c>, read back by DuckDB.</summary>
public sealed partial class ParquetTests : FileTests
{
    private string Output => Folder.PathOf("events.parquet");

    [Fact]
    public async Task Every_event_has_its_fields_time_and_position()
    {
        string hostile = Lines(
            Hard.Replace("g-1", @"\u0000\ud83d\ude00 '\""", StringComparison.Ordinal),
            Hard.Replace("\"guid\":\"g-1\",", "", StringComparison.Ordinal).Replace("HARD", "", StringComparison.Ordinal),
            "{\"message\":{\"entity\":{},\"operationType\":\"\",\"eventTime\":-62135596800000}}",
            "{\"message\":{\"entity\":{},\"operationType\":\"x\",\"eventTime\":253402300799999}}");
        string mixed = (await Tool.RunAsync("generate", "--mix", "--events", "3000", "--seed", "8")).Output;
        string dump = Folder.Write("dump.ndjson", hostile + mixed);
        string[] fields = (await Tool.RunAsync("replay", dump)).OutputLines;

        ToolResult result = await Tool.RunAsync("replay", dump, "--format", "parquet", "--to", Output);

        Assert.Equal((0, $"{fields.Length:N0} of {fields.Length:N0} events written to {Output}.\n"), (result.ExitCode, result.Error));
        object?[][] rows = Query(
            "select operationType, typeName, guid, qualifiedName, deleteHandler, connection, epoch_ms(eventTime), input, line, \"offset\" "
                + $"from '{Output}'");
        Assert.Equal(fields.Length, rows.Length);
        byte[] bytes = File.ReadAllBytes(dump);
        for (int i = 0; i < rows.Length; i++)
        {
            JsonElement expected = JsonDocument.Parse(fields[i]).RootElement;
            string[] names = ["operationType", "typeName", "guid", "qualifiedName", "deleteHandler"];
            Assert.Equal(names.Select(name => expected.GetProperty(name).GetString()), rows[i][..5].Cast<string?>());

            int start = (int)(long)rows[i][9]!;
            string line = Encoding.UTF8.GetString(bytes.AsSpan(start, bytes.AsSpan(start).IndexOf((byte)'\n')));
            JsonElement message = JsonDocument.Parse(line).RootElement.GetProperty("message");
            long? time = message.TryGetProperty("eventTime", out JsonElement value) ? value.GetInt64() : null;
            Assert.Equal(time, (long?)rows[i][6]);
            Assert.Equal(dump, rows[i][7]);
            Assert.Equal(bytes.AsSpan(0, start).Count((byte)'\n') + 1, (long)rows[i][8]!);
            Assert.Equal(
                expected.GetProperty("qualifiedName").GetString() is string name ? QualifiedNamesOf(name) : null, (string?)rows[i][5]);
        }

        static string? QualifiedNamesOf(string name)
        {
            string[] parts = name.Split('/');
            return parts is ["default", { Length: > 0 }, { Length: > 0 }, ..] ? string.Join('/', parts[..3]) : null;
        }
    }

    [Fact]
    public async Task Row_groups_are_bounded_and_repeated_values_are_in_dictionaries()
    {
        int columns = (2 * EventColumns.MaxRows) + 10_000;
        string dump = Folder.PathOf("dump.ndjson");
        ToolResult generated = await Tool.RunAsync("generate", "--columns", $"{columns}");
        await File.WriteAllBytesAsync(dump, generated.OutputBytes);

        await Tool.RunAsync("replay", dump, "--format", "parquet", "--to", Output);

        object?[][] groups = Query($"select distinct row_group_id, row_group_num_rows from parquet_metadata('{Output}') order by 1");
        Assert.True(groups.Length > 2);
        Assert.All(groups, group => Assert.InRange((long)group[1]!, 1, EventColumns.MaxRows + 20_000));
        Assert.Equal(generated.OutputLines.Length, groups.Sum(group => (long)group[1]!));
        string[] dictionaries =
        [
            .. Query($"select distinct path_in_schema from parquet_metadata('{Output}') where encodings like '%DICTIONARY%' order by 1")
                .Select(row => (string)row[0]!),
        ];
        Assert.Superset(new HashSet<string> { "connection", "deleteHandler", "input", "operationType", "typeName" }, dictionaries.ToHashSet());
        Assert.Equal("TIMESTAMP WITH TIME ZONE", Query($"describe select eventTime from '{Output}'")[0][1]);
    }

    [Theory]
    [InlineData("typeName")]
    [InlineData("deleteHandler")]
    public async Task Row_groups_with_long_texts_have_fewer_rows(string field)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 40)
            .Select(i => $$$$"""{"message":{"entity":{"{{{{field}}}}":"{{{{new string('x', 2_000_000)}}}}{{{{i}}}}"}}}""");
        string dump = Folder.Write("dump.ndjson", string.Join('\n', lines));

        await Tool.RunAsync("replay", dump, "--format", "parquet", "--to", Output);

        object?[][] groups = Query($"select distinct row_group_id, row_group_num_rows from parquet_metadata('{Output}')");
        Assert.True(groups.Length > 1);
        Assert.Equal(40, groups.Sum(group => (long)group[1]!));
    }

    [Fact]
    public async Task The_queries_of_the_readme_run()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "AtlanEvents.Fast.Cli", "README.md"));
        string sql = SqlBlock().Match(readme).Groups[1].Value;
        string[] queries = sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        byte[] deletes = TemporaryFolder.Gunzip(Repository.BulkDelete);
        byte[] repeated = deletes[..(Array.IndexOf(deletes, (byte)'\n') + 1)];
        string dump = Folder.Write("dump.ndjson", [.. deletes, .. repeated]);
        await Tool.RunAsync("replay", dump, "--format", "parquet", "--to", Output);

        Assert.True(queries.Length >= 4);
        Assert.All(queries, query => Assert.NotEmpty(Query(query.Replace("events.parquet", Output, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task An_input_without_events_gives_a_file_without_rows()
    {
        ToolResult result = await Tool.RunAsync(Lines(Handshake), ["replay", "--format", "parquet", "--to", Output]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0L, Query($"select count(*) from '{Output}'")[0][0]);
    }

    [Fact]
    public async Task A_damaged_input_gives_a_complete_file_of_what_was_read()
    {
        byte[] dump = File.ReadAllBytes(Repository.BulkDelete);
        string cut = Folder.Write("cut.gz", dump[..(dump.Length / 2)]);

        ToolResult result = await Tool.RunAsync("replay", cut, "--format", "parquet", "--to", Output);
        ToolResult fields = await Tool.RunAsync("replay", cut);

        Assert.Equal((65, 65), (result.ExitCode, fields.ExitCode));
        Assert.Equal((long)fields.OutputLines.Length, Query($"select count(*) from '{Output}'")[0][0]);
    }

    [UnixFact]
    public async Task The_file_appears_when_it_is_complete_also_when_it_is_stopped()
    {
        string growing = Folder.Write("growing.ndjson", Lines(Hard, Soft));
        File.WriteAllText(Output, "an earlier file");
        using var tool = new FollowingTool("replay", "--follow", growing, "--format", "parquet", "--to", Output, "--progress", "always");
        while (await tool.ReadMessageAsync() is string message && !message.Contains("2 events"))
            Assert.DoesNotContain("atlan-events:", message);

        Assert.Equal("an earlier file", File.ReadAllText(Output));
        ToolResult end = await tool.StopAsync("INT");

        Assert.Equal(130, end.ExitCode);
        Assert.Equal(2L, Query($"select count(*) from '{Output}'")[0][0]);
        Assert.Equal(["events.parquet", "growing.ndjson"], Directory.GetFiles(Folder.PathOf("")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("cannot be used with --checkpoint, since a Parquet file cannot be continued", "--to", "out", "--checkpoint", "cp")]
    [InlineData("--format parquet cannot be used with standard output; name a file with --to")]
    [InlineData("--format parquet can be used only for files and standard output", "--to", "http://localhost:1/")]
    [InlineData("/dev/null is not a regular file", "--to", "/dev/null")]
    public async Task What_parquet_cannot_do_is_refused(string expected, params string[] options)
    {
        string dump = Folder.Write("dump.ndjson", Lines(Hard));
        ToolResult result = await Tool.RunAsync(
            ["replay", dump, "--format", "parquet", .. options.Select(option => option is "out" or "cp" ? Folder.PathOf(option) : option)]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
        Assert.Equal(["dump.ndjson"], Directory.GetFiles(Folder.PathOf("")).Select(Path.GetFileName));
    }

    private static object?[][] Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);

        return [.. rows];
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}
