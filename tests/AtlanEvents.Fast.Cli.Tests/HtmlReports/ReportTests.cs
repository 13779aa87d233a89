using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.HtmlReports;
using AtlanEvents.Fast.Cli.HtmlReports.Collecting;
using AtlanEvents.Fast.Cli.Statistics.Times;
using AtlanEvents.Fast.Cli.Tests.Auditing;
using AssetNode = AtlanEvents.Fast.Cli.HtmlReports.Trees.AssetNode;
using ReportTree = AtlanEvents.Fast.Cli.HtmlReports.Trees.AssetTree;

namespace AtlanEvents.Fast.Cli.Tests.HtmlReports;

/// <summary><c>report</c> without a browser.</summary>
public sealed partial class ReportTests : FileTests
{
    [Fact]
    public async Task The_same_input_and_options_give_the_same_bytes_on_any_number_of_threads()
    {
        ToolResult mixed = await Tool.RunAsync("generate", "--mix", "--every-form", "--events", "3000", "--seed", "5");
        string plain = Folder.Write("mixed.ndjson", mixed.OutputBytes);
        string[] pages = await Task.WhenAll(new[] { "1", "2", "2", "auto" }.Select(async (threads, i) =>
        {
            string path = Folder.PathOf($"report{i}.html");
            ToolResult result = await Tool.RunAsync("report", plain, Repository.BulkDelete, "--threads", threads, "-o", path);
            Assert.Equal(1, result.ExitCode);
            return await File.ReadAllTextAsync(path);
        }));

        Assert.All(pages, page => Assert.Equal(pages[0], page));
    }

    [Fact]
    public async Task The_page_has_the_verdict_and_the_counts_of_audit_and_stats()
    {
        ToolResult generated = await Tool.RunAsync("generate", "--mix", "--events", "2000", "--seed", "7");
        string dump = Folder.Write("dump.ndjson", generated.OutputBytes);
        ToolResult report = await Tool.RunAsync("report", dump, "-o", "-", "-q");
        JsonElement audit = (await Tool.RunAsync("audit", dump, "--format", "json")).OutputJson;
        JsonElement stats = (await Tool.RunAsync("stats", dump, "--format", "json")).OutputJson;

        string page = Flat(report.Output);
        Assert.Equal(1, report.ExitCode);
        Assert.Contains($"assets {audit.GetProperty("assets"):N0}", page.Replace(",", ""));
        foreach (JsonElement finding in audit.GetProperty("findings").EnumerateArray())
            Assert.Contains($"{finding.GetProperty("code")} {finding.GetProperty("count")} ", page.Replace(",", ""));

        foreach (string field in new[] { "typeName", "operationType", "deleteHandler", "connection", "notRoutableReasons" })
        {
            foreach (JsonProperty count in stats.GetProperty(field).EnumerateObject())
                Assert.Contains($"{count.Name} {count.Value}", page.Replace(",", ""));
        }
    }

    [Fact]
    public async Task Events_at_the_end_of_time_are_shown()
    {
        string[] lines =
        [
            .. new[] { -62135596800000, 1667822854152, 253402300799999 }.Select(time =>
                $$$"""{"message":{"entity":{},"operationType":"ENTITY_UPDATE","eventTime":{{{time}}}}}"""),
        ];
        string dump = Folder.Write("dump.ndjson", Lines(lines));
        ToolResult report = await Tool.RunAsync("report", dump, "-o", "-", "-q");
        Assert.Equal(1, report.ExitCode);
        Assert.Contains("9999-12-31", Flat(report.Output));
    }

    [Fact]
    public async Task The_verdict_does_not_hide_what_was_allowed()
    {
        string connection = Hard.Replace("default/pg/1/a", "default/pg/1", StringComparison.Ordinal);
        string dump = Folder.Write("dump.ndjson", Lines(connection, connection));
        ToolResult report = await Tool.RunAsync("report", dump, "--allow", "duplicate-delete", "--allow", "missing-parent", "-o", "-", "-q");
        Assert.Equal(0, report.ExitCode);
        Assert.Contains("Apart from the findings below, which were allowed, every asset", Flat(report.Output));
    }

    [Fact]
    public async Task An_input_that_is_not_hashed_before_the_stop_has_no_hash()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        InputDigest digest = Assert.Single(await InputDigest.OfAsync([Repository.BulkDelete], stop.Token));
        Assert.Null(digest.Sha256);
    }

    [Fact]
    public async Task The_page_is_evidence()
    {
        string dump = Folder.Write("dump.ndjson", Lines(Hard, Bad, Handshake));

        ToolResult report = await Tool.RunAsync("report", dump, "--under", "default/pg/1", "--allow", "no-name", "-o", "-", "-q");

        string page = Flat(report.Output);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(dump))), page);
        Assert.Contains("Events 1 ", page);
        Assert.Contains("Rejected 1 invalid: InvalidJson 1", page);
        Assert.Contains($"The first rejected line: {dump}, line 2, byte offset {Hard.Length + 1}: InvalidJson.", page);
        Assert.Contains("--under default/pg/1 --allow no-name", page);
        Assert.DoesNotContain("--quiet", page);
    }

    [Fact]
    public async Task The_policy_allows_only_the_style_sheet_and_the_script_of_the_page()
    {
        string page = (await Tool.RunAsync("report", Repository.BulkDelete, "-o", "-", "-q")).Output;

        string policy = Policy().Match(page).Groups[1].Value;
        string style = HashOf(page, "style");
        string script = HashOf(page, "script");
        Assert.Equal($"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("https:", page);
        Assert.DoesNotMatch(@"\sstyle=|\son\w+=", page[..page.IndexOf("<script>", StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("'--output' is required", "report", "-")]
    [InlineData("cannot be used with --follow", "report", "--follow", "-o", "out.html", "dump.ndjson")]
    [InlineData("is both an input and an output", "report", "dump.ndjson", "-o", "dump.ndjson")]
    [InlineData("--output must not be empty", "report", "dump.ndjson", "-o", "")]
    public async Task A_usage_error_is_described(string expected, params string[] arguments)
    {
        string dump = Folder.Write("dump.ndjson", Hard);
        ToolResult result = await Tool.RunAsync(
            [.. arguments.Select(argument => argument.Replace("dump.ndjson", dump).Replace("out.html", Folder.PathOf("out.html")))]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Hard, File.ReadAllText(dump));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_noticed_first()
    {
        ToolResult result = await Tool.RunAsync(Hard, ["report", "-o", Folder.PathOf("no-such-folder/report.html")]);

        Assert.Equal(74, result.ExitCode);
        Assert.StartsWith($"atlan-events: cannot write {Folder.PathOf("no-such-folder/report.html")}", result.Error);
        Assert.DoesNotContain("Clean", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_truncated_input_has_a_report_that_says_so()
    {
        byte[] dump = File.ReadAllBytes(Repository.BulkDelete);
        string cut = Folder.Write("cut.gz", dump[..(dump.Length / 2)]);

        ToolResult result = await Tool.RunAsync("report", cut, "-o", "-");

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("The input was not read to its end", result.Output);
        Assert.Contains("incomplete-input", result.Output);
        Assert.EndsWith("</html>\n", result.Output);
    }

    [Theory]
    [InlineData("\"createdBy\":\"a\",\"updatedBy\":\"bob\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"createdBy\":\"a\",\"updatedBy\":\"b\\\"ob\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"x\":\"\\\",\\\"updatedBy\\\":\\\"eve\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"updatedBy\":\"bob\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\",\"updatedBy\":\"late\"")]
    [InlineData("\"updatedBy\":\"bob\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HA\\u0052D\"")]
    [InlineData("\"updatedBy\":\"bob\",\"createTime\":-1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"updatedBy\":null,\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"updatedBy\":\"\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"updatedBy\":\"bob\"")]
    [InlineData("\"deleteHandler\":\"HARD\",\"updatedBy\":\"bob\"")]
    [InlineData("\"a\":1,\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    [InlineData("\"z\\\\\\\",\\\"updatedBy\":\"eve\",\"createTime\":1,\"updateTime\":2,\"deleteHandler\":\"HARD\"")]
    public void The_author_is_that_of_JsonDocument(string members)
    {
        string line = "{\"updatedBy\":\"outer\",\"message\":{\"updatedBy\":\"middle\","
            + $"\"entity\":{{{members}}},\"operationType\":\"ENTITY_DELETE\"}}}}";
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        using var document = JsonDocument.Parse(line);
        JsonElement entity = document.RootElement.GetProperty("message").GetProperty("entity");
        string? expected = entity.TryGetProperty("updatedBy", out JsonElement author) ? author.GetString() : null;

        bool isFound = DeleteAuthor.TryRead(view, new ArrayBufferWriter<byte>(), out ReadOnlySpan<byte> text);

        Assert.Equal(expected, isFound ? Encoding.UTF8.GetString(text) : null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(3_000)]
    public async Task Every_asset_is_in_the_tree_once(int schemas)
    {
        var events = new List<string>();
        for (int schema = 0; schema < schemas; schema++)
        {
            for (int column = 0; column < 3; column++)
                events.Add(Delete($"default/pg/1/db{schema % 7}/s{schema}/t/c{column}", "Column"));

            events.Add(Delete($"default/pg/1/db{schema % 7}/s{schema}", "Schema"));
        }

        AuditReport audit = await InProcessAudit.RunAsync(events);
        AssetNode root = Assert.Single(ReportTree.Build(audit));

        Assert.Equal(events.Count, root.Types.Total);
        Assert.Equal(events.Count, Sum(root));
        Assert.InRange(Count(root), 1, ReportTree.MaxNodes);
        Assert.All(All(root), node => Assert.All(node.Types.Present().Concat(node.Rest.Present()), count => Assert.True(count.Count > 0)));
    }

    [Fact]
    public void Bursts_are_runs_of_buckets_with_four_times_the_average()
    {
        var times = new TimeCounts(1_000);
        for (int second = 0; second < 60; second++)
        {
            for (int i = 0; i < (second is 10 or 11 or 40 ? 300 : second == 50 ? 60 : 1); i++)
                times.Add(DateTimeOffset.FromUnixTimeSeconds(second), second == 40 ? EventKind.Purge : EventKind.Update);
        }

        IReadOnlyList<Burst> bursts = Burst.Find(times.ToSeries(120));

        Assert.Equal([new Burst(10, 11, 600, (int)EventKind.Update), new Burst(40, 40, 300, (int)EventKind.Purge)], bursts);
    }

    private static string Delete(string name, string type)
        => $$$"""{"message":{"entity":{"typeName":"{{{type}}}","attributes":{"qualifiedName":"{{{name}}}"},"""
            + $"\"guid\":\"{Guid.NewGuid()}\"}},\"operationType\":\"ENTITY_DELETE\"}}}}";

    private static IEnumerable<AssetNode> All(AssetNode node) => node.Children.SelectMany(All).Prepend(node);

    private static int Count(AssetNode node) => All(node).Count();

    private static long Sum(AssetNode root) => All(root).Sum(node => node.Rest.Total + (node.IsDeleted ? 1 : 0));

    /// <summary>The text of a page, with one space for markup and white space.</summary>
    private static string Flat(string page)
    {
        string body = page[page.IndexOf("<body>", StringComparison.Ordinal)..];
        return WebUtility.HtmlDecode(Spaces().Replace(Markup().Replace(body, " "), " "));
    }

    private static string HashOf(string page, string element)
    {
        int start = page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        string content = page[start..page.IndexOf($"</{element}>", StringComparison.Ordinal)];
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
