using static AtlanEvents.Fast.Cli.Tests.Auditing.AssetTree;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

public sealed class AuditTests : FileTests
{
    [Fact]
    public async Task The_bulk_delete_is_clean_and_its_tree_is_shown()
    {
        ToolResult result = await Tool.RunAsync("audit", Repository.BulkDelete);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        string[] expected =
        [
            "                             Connection  Database  Schema  Table  Column",
            "default/bigquery/1665130698           1         3      10    500  15,000",
            "├─ analytics_1                                  1       4    200   6,000",
            "│  ├─ INVENTORY_2                                       1     50   1,500",
            "│  ├─ customer_360_4                                    1     50   1,500",
            "│  ├─ orders_3                                          1     50   1,500",
            "│  └─ public_1                                          1     50   1,500",
            "├─ finance_2                                    1       3    150   4,500",
            "│  ├─ billing_6                                         1     50   1,500",
            "│  ├─ public_7                                          1     50   1,500",
            "│  └─ web events_5                                      1     50   1,500",
            "└─ raw-landing_3                                1       3    150   4,500",
            "   ├─ INVENTORY_8                                       1     50   1,500",
            "   ├─ customer_360_10                                   1     50   1,500",
            "   └─ orders_9                                          1     50   1,500",
            "Clean: 15,514 assets of 1 connection, each deleted once, all by purge.",
        ];
        Assert.StartsWith("15,514 deletes in 15,514 lines, ", result.OutputLines[0]);
        Assert.Equal(expected, result.OutputLines[2..]);
    }

    [Fact]
    public async Task The_json_members_are_in_the_order_of_the_contract()
    {
        ToolResult result = await Tool.RunAsync("audit", "--format", "json", Repository.BulkDelete);

        Assert.Equal(0, result.ExitCode);
        string[] expected =
        [
            "verdict", "lines", "deletes", "assets", "purged", "archived", "types", "roots", "outside", "nameless",
            "findings", "elapsedSeconds",
        ];
        JsonElement json = result.OutputJson;
        Assert.Equal(expected, json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("clean", json.GetProperty("verdict").GetString());
        Assert.Equal("""{"Column":15000,"Table":500,"Schema":10,"Database":3,"Connection":1}""", json.GetProperty("types").GetRawText());
        Assert.Equal(
            """[{"qualifiedName":"default/bigquery/1665130698","deleted":true,"assets":15514,"purged":15514,"archived":0,"levels":["""
                + """{"Connection":1},{"Database":3},{"Schema":10},{"Table":500},{"Column":15000}]}]""",
            json.GetProperty("roots").GetRawText());
        Assert.Equal("[]", json.GetProperty("findings").GetRawText());
    }

    [Fact]
    public async Task The_order_of_the_deletes_does_not_matter()
    {
        string[] lines = Encoding.UTF8.GetString(
            TemporaryFolder.Gunzip(Repository.BulkDelete)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] whole = (await Tool.RunAsync("audit", Repository.BulkDelete)).OutputLines;
        new Random(1).Shuffle(lines);

        ToolResult result = await Tool.RunAsync(Events.Lines(lines), ["audit"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(whole[2..], result.OutputLines[2..]);
    }

    [Fact]
    public async Task A_finding_is_shown_with_its_position_and_exits_1()
    {
        List<AssetEvent> events = Small();
        events.Insert(1, events[0]);
        string dump = Folder.Write("dump.ndjson", Events.Lines([.. events.Select(asset => asset.Line)]));

        ToolResult result = await Tool.RunAsync("audit", dump);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Equal(
            [
                "Findings",
                "  duplicate-delete  1  deleted again, with the same name, type and handler",
                $"    line 2, {events[0].Guid}",
                $"      {Connection}",
                "      first deleted in line 1",
                "Not clean: 1 finding.",
            ],
            result.OutputLines[^6..]);
    }

    [Fact]
    public async Task Only_the_first_examples_are_shown_but_all_are_counted()
    {
        AssetEvent[] events = [.. Small(), .. Small()];

        ToolResult result = await RunAsync(events, "--format", "json");

        JsonElement finding = Assert.Single(result.OutputJson.GetProperty("findings").EnumerateArray());
        Assert.Equal(67, finding.GetProperty("count").GetInt64());
        Assert.Equal(5, finding.GetProperty("examples").GetArrayLength());
        Assert.Contains("    and 62 more", (await RunAsync(events)).OutputLines);
    }

    [Theory]
    [InlineData(0, "", "--expect", "Column=48,Table=12")]
    [InlineData(0, "", "--expect", "View=0")]
    [InlineData(1, "Column: 49 expected, 48 deleted", "--expect", "Table=12,Column=49")]
    [InlineData(1, "View: 1 expected, 0 deleted", "--expect", "Column=48", "--expect", "View=1")]
    public async Task Totals_are_compared_for_the_given_types_only(int exitCode, string detail, params string[] options)
    {
        ToolResult result = await RunAsync(Small(), options);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(detail, result.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Expected_guids_may_be_written_in_any_form(bool isGzip)
    {
        List<AssetEvent> events = Small();
        string text = "\uFEFF# all of them\r\n\r\n" + string.Join(
            "\r\n", events.Select((asset, i) => i % 2 == 0 ? asset.Guid : $"  {asset.Guid!.ToUpperInvariant()}\t"));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string guids = Folder.Write("guids", isGzip ? TemporaryFolder.Gzip(bytes) : bytes);

        Assert.Equal(0, (await RunAsync(events, "--expect-guids", guids)).ExitCode);
    }

    [Fact]
    public async Task Unexpected_and_missing_guids_are_reported_with_their_positions()
    {
        List<AssetEvent> events = Small();
        string missing = GuidOf(new Random(99));
        string guids = Folder.Write("guids", Events.Lines(["not-a-uuid", missing, .. events.Skip(1).Select(asset => asset.Guid!)]));

        ToolResult result = await RunAsync(events, "--format", "json", "--expect-guids", guids);

        Assert.Equal(1, result.ExitCode);
        JsonElement[] findings = [.. result.OutputJson.GetProperty("findings").EnumerateArray()];
        Assert.Equal(["missing-guid", "unexpected-guid"], findings.Select(finding => finding.GetProperty("code").GetString()));
        Assert.Equal([2, 1], findings.Select(finding => finding.GetProperty("count").GetInt32()));
        JsonElement[] examples = [.. findings[0].GetProperty("examples").EnumerateArray()];
        Assert.Equal([null, missing], examples.Select(example => example.GetProperty("guid").GetString()));
        Assert.Equal([1, 2], examples.Select(example => example.GetProperty("line").GetInt32()));
        Assert.Equal(events[0].Guid, findings[1].GetProperty("examples")[0].GetProperty("guid").GetString());
    }

    [Fact]
    public async Task A_file_without_guids_exits_65()
    {
        string guids = Folder.Write("guids", [.. Encoding.Unicode.GetBytes("g-1\n")]);

        ToolResult result = await RunAsync(Small(), "--expect-guids", guids);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("guids: line 1 is not a guid", result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_damaged_file_of_guids_exits_65()
    {
        byte[] gzip = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Events.Lines([.. Small().Select(asset => asset.Guid!)])));
        string guids = Folder.Write("guids.gz", gzip[..(gzip.Length / 2)]);

        ToolResult result = await RunAsync(Small(), "--expect-guids", guids);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("cannot read", result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData(66, "--expect-guids", "missing")]
    [InlineData(2, "--expect-guids", "-")]
    public async Task An_unusable_file_of_guids_is_reported_before_anything_is_read(int exitCode, string option, string file)
    {
        ToolResult result = await RunAsync(Small(), option, file);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("atlan-events: ", result.Error);
    }

    [Fact]
    public async Task A_dead_letter_cannot_be_the_file_of_guids()
    {
        string guids = Folder.Write("guids", "g-1\n");

        ToolResult result = await RunAsync(Small(), "--expect-guids", guids, "--dead-letter", guids);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("g-1\n", await File.ReadAllTextAsync(guids));
    }

    [Fact]
    public async Task A_truncated_input_exits_65_and_is_not_clean()
    {
        byte[] whole = await File.ReadAllBytesAsync(Repository.BulkDelete);
        string cut = Folder.Write("cut.gz", whole[..(whole.Length / 2)]);

        ToolResult result = await Tool.RunAsync("audit", "--format", "json", cut);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("the gzip data is truncated", result.Error);
        Assert.Equal("not-clean", result.OutputJson.GetProperty("verdict").GetString());
        Assert.Contains("incomplete-input", result.OutputJson.GetProperty("findings").EnumerateArray().Select(
            finding => finding.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_rejected_line_exits_1_and_is_reported_as_in_every_command()
    {
        ToolResult result = await Tool.RunAsync(Events.Lines([.. Small().Select(asset => asset.Line), Events.Bad]), ["audit"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("  rejected-line  1  ", result.Output);
        Assert.Contains("1 line was rejected: InvalidJson 1.", result.Error);
    }

    [Fact]
    public async Task Positions_in_several_inputs_name_the_input()
    {
        List<AssetEvent> events = Small();
        string one = Folder.Write("one", Events.Lines([.. events.Select(asset => asset.Line)]));
        string two = Folder.Write("two", Events.Lines(events[3].Line));

        ToolResult result = await Tool.RunAsync("audit", one, two);

        Assert.Contains($"    {two}, line 1, {events[3].Guid}", result.OutputLines);
        Assert.Contains($"      first deleted in line 4 of {one}", result.OutputLines);
    }

    [Fact]
    public async Task Positions_in_inputs_beyond_the_first_31_have_no_name()
    {
        string[] inputs = [.. Enumerable.Range(0, 40).Select(
            i => Folder.Write($"input-{i}", Events.Lines(new AssetEvent("Connection", $"g-{i}", $"default/pg/{i}").Line)))];
        string last = Folder.Write(
            "last", Events.Lines([.. ((int[])[30, 31]).Select(i => new AssetEvent("Connection", $"g-{i}", $"default/pg/{i}").Line)]));

        ToolResult result = await Tool.RunAsync(["audit", .. inputs, last]);

        Assert.Contains($"      first deleted in line 1 of {inputs[30]}", result.OutputLines);
        Assert.Contains("      first deleted in line 1 of a later input", result.OutputLines);
    }

    [Fact]
    public async Task The_tree_fits_the_width_and_control_characters_are_escaped()
    {
        List<AssetEvent> events = Small();
        events.Add(new AssetEvent("Ta\u001b[2Jble", "g\u001b[31m", $"{Connection}/\u001b]0;title\u0007{new string('x', 200)}/below"));

        ToolResult result = await RunAsync(events);

        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain('\e', result.Output);
        Assert.Contains("\\u001b]0;title\\u0007", result.Output);
        int findings = Array.IndexOf(result.OutputLines, "Findings");
        Assert.All(result.OutputLines[..findings], line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(result.OutputLines, line => line.EndsWith(' '));
    }

    [Fact]
    public async Task Types_that_do_not_fit_share_a_column()
    {
        AssetEvent[] events =
        [
            new("Connection", "g", Connection),
            .. Enumerable.Range(0, 30).Select(i => new AssetEvent($"SomeLongType{i}", $"g-{i}", $"{Connection}/{i}")),
        ];

        ToolResult result = await RunAsync(events);

        Assert.Equal(0, result.ExitCode);
        string[] counts = result.OutputLines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.EndsWith("  others", result.OutputLines[2]);
        Assert.Equal(31, counts.Sum(int.Parse));
    }

    [Fact]
    public async Task A_row_is_one_line_whatever_the_name()
    {
        string database = $"{Connection}/{string.Join(' ', Enumerable.Repeat("売上", 14))}";
        AssetEvent[] events = [new("Connection", "g-1", Connection), new(
            "Table", "g-2", $"{database}/a b c d/t"), new("Column", "g-3", $"{database}/a b c d/t/c")];

        ToolResult result = await RunAsync(events);

        Assert.Equal(
            [
                "                                                       Connection  Table  Column",
                "default/bigquery/1665130698                                     1      1       1",
                "└─ 売上 売上 売上 売上 売上 売上 売上 売…  no delete                   1       1",
                "   └─ a b c d  no delete                                               1       1",
                "Findings",
            ],
            result.OutputLines[2..7]);
    }

    private static Task<ToolResult> RunAsync(IEnumerable<AssetEvent> events, params string[] options)
        => Tool.RunAsync(Events.Lines([.. events.Select(asset => asset.Line)]), ["audit", .. options]);
}
