using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AtlanEvents.Fast.Cli.Tests.HtmlReports;

/// <summary>Reports in a real browser.</summary>
public sealed class ReportBrowserTests(ReportBrowser browser) : FileTests, IClassFixture<ReportBrowser>
{
    [ProgramFact(ReportBrowser.Program)]
    public async Task The_seed_dump_is_clean_and_its_tree_can_be_clicked_through()
    {
        await using OpenReport report = await OpenAsync(Repository.BulkDelete);

        string verdict = await report.Page.InnerTextAsync("#verdict h2");
        Assert.Equal("Clean: 15,514 assets of 1 connection, each deleted once, all by purge.", verdict);
        Assert.Equal("autoqa 15,514", (await report.Page.InnerTextAsync("#deleted tbody tr td:last-child")).Trim());
        Assert.Equal("0%", await report.Box("default/bigquery").GetAttributeAsync("x"));

        await report.Box("finance_2").ClickAsync();
        Assert.Equal("100%", await report.Box("finance_2").GetAttributeAsync("width"));
        Assert.True(await report.Box("analytics_1").IsHiddenAsync());
        Assert.Contains("finance_2: 4,500 Column, 150 Table", await report.Page.InnerTextAsync("#path"));

        await report.Box("default/bigquery").ClickAsync();
        Assert.True(await report.Box("analytics_1").IsVisibleAsync());
        report.AssertQuiet();
    }

    [ProgramFact(ReportBrowser.Program)]
    public async Task The_tree_is_used_by_keyboard()
    {
        await using OpenReport report = await OpenAsync(Repository.BulkDelete);
        Assert.Equal(1, await report.Page.Locator("#icicle [tabindex='0']").CountAsync());

        await report.Page.Locator("#icicle [tabindex='0']").FocusAsync();
        await report.Page.Keyboard.PressAsync("ArrowDown");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.StartsWith("finance_2", await FocusedAsync(report));
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("100%", await report.Box("finance_2").GetAttributeAsync("width"));
        await report.Page.Keyboard.PressAsync("ArrowUp");
        Assert.StartsWith("default/bigquery", await FocusedAsync(report));
        await report.Page.Keyboard.PressAsync("Escape");
        Assert.True(await report.Box("raw-landing_3").IsVisibleAsync());
        report.AssertQuiet();
    }

    [ProgramFact(ReportBrowser.Program)]
    public async Task Findings_of_a_damaged_dump_are_filtered()
    {
        List<string> lines = [.. Encoding.UTF8.GetString(TemporaryFolder.Gunzip(Repository.BulkDelete)).Split('\n')];
        string database = lines[1];
        lines.RemoveAt(1);
        lines.Insert(500, lines[400]);
        lines.Insert(600, "{");
        Assert.Contains("\"Database\"", database);

        await using OpenReport report = await OpenAsync(Folder.Write("damaged.ndjson", string.Join('\n', lines)));

        Assert.Equal("Not clean: 3 findings.", await report.Page.InnerTextAsync("#verdict h2"));
        Assert.Equal(
            ["missing-parent", "duplicate-delete", "rejected-line"], await report.Page.Locator(".finding h3 > code").AllInnerTextsAsync());
        Assert.Contains("(no delete)", await report.Box("analytics_1").GetAttributeAsync("aria-label"));

        await report.Page.FillAsync("#filter", "first deleted in LINE 401");
        Assert.Equal(1, await report.Page.Locator(".finding:visible").CountAsync());
        Assert.Equal("1 of 3 findings", await report.Page.InnerTextAsync("#filtered"));
        await report.Page.FillAsync("#filter", "");
        Assert.Equal(3, await report.Page.Locator(".finding:visible").CountAsync());
        report.AssertQuiet();
    }

    [ProgramFact(ReportBrowser.Program)]
    public async Task Hostile_texts_are_only_texts()
    {
        string[] names =
        [
            "<script>window.pwned=1</script>",
            "\\\"><img src=x onerror=window.pwned=1>", "'onfocus='window.pwned=1", "</title></style></svg>",
            "\\u202egnp.exe\\u2066", "&lt;b&gt;", "\\u0000\\u001b[31m", new string('x', 100_000),
            "😀 größe", "]]>--><!--", "javascript:alert(1)",
        ];
        IEnumerable<string> lines = names.SelectMany((name, i) => new[]
        {
            Line($"default/pg/1/{name}", name, $"{name}{i}", name),
            Line($"default/pg/1/{name}", name, $"{name}{i}", name),
            Line($"default/pg/1/{name}/{name}/c", name, $"{i}", name),
        });

        string dump = Folder.Write("<b>hostile' \".ndjson", Lines([.. lines]));
        await using OpenReport report = await OpenAsync(dump);

        Assert.True(await report.Page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.Equal(0, await report.Page.Locator("img, iframe, b, [onfocus], [onerror], a[href^='javascript']").CountAsync());
        Assert.Equal(1, await report.Page.Locator("script").CountAsync());
        string text = await report.Page.InnerTextAsync("body");
        Assert.Contains("<script>window.pwned=1</script>", text);
        Assert.Contains(@"\u202egnp.exe\u2066", text);
        Assert.Contains(@"\u0000\u001b[31m", text);
        Assert.Contains("&lt;b&gt;", text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain(new string('x', 1_000), text);
        Assert.Equal(1, await report.Page.Locator("#reading th bdi", new() { HasTextString = "<b>hostile' \"" }).CountAsync());
        await AssertNotWiderThanWindowAsync(report);
        report.AssertQuiet();
    }

    [ProgramFact(ReportBrowser.Program)]
    [Trait("Tier", "Slow")]
    public async Task A_million_assets_take_at_most_5_MB()
    {
        string dump = Folder.PathOf("million.ndjson");
        ToolResult generated = await Shell.RunAsync(
            "sh",
            ["-c", $"'{Repository.ToolPath}' generate --databases 20 --schemas 400 --tables 20000 --columns 979579 > '{dump}'"]);
        Assert.Equal(0, generated.ExitCode);

        await using OpenReport report = await OpenAsync(dump);

        Assert.InRange(new FileInfo(Folder.PathOf("report.html")).Length, 100_000, 5_000_000);
        Assert.StartsWith("Clean: 1,000,000 assets", await report.Page.InnerTextAsync("#verdict h2"));
        await report.Box("finance_2").ClickAsync();
        Assert.Equal("100%", await report.Box("finance_2").GetAttributeAsync("width"));
        report.AssertQuiet();
    }

    [ProgramFact(ReportBrowser.Program)]
    public async Task The_essentials_need_no_script()
    {
        await using OpenReport report = await OpenAsync(Repository.BulkDelete, new() { JavaScriptEnabled = false });

        Assert.True(await report.Page.Locator("#verdict h2").IsVisibleAsync());
        Assert.True(await report.Page.Locator("#icicle").IsVisibleAsync());
        Assert.False(await report.Page.Locator("#path").IsVisibleAsync());
        ILocator schema = report.Page.GetByText("INVENTORY_2", new() { Exact = true }).Locator("visible=true");
        int before = await schema.CountAsync();
        await report.Page.Locator(".assets summary", new() { HasTextString = "analytics_1" }).ClickAsync();
        Assert.Equal(before + 1, await schema.CountAsync());
        report.AssertQuiet();
    }

    [ProgramTheory(ReportBrowser.Program)]
    [InlineData(ColorScheme.Light, Media.Screen, 1100)]
    [InlineData(ColorScheme.Dark, Media.Screen, 1100)]
    [InlineData(ColorScheme.Light, Media.Screen, 360)]
    [InlineData(ColorScheme.Light, Media.Print, 800)]
    [InlineData(ColorScheme.Dark, Media.Print, 800)]
    public async Task Pages_are_accessible_and_fit_everywhere(ColorScheme scheme, Media media, int width)
    {
        string mixed = (await Tool.RunAsync("generate", "--mix", "--events", "600", "--seed", "3")).Output;
        string deletes = (await Tool.RunAsync("generate", "--tables", "40", "--columns", "600", "--handler", "SOFT")).Output;
        string dump = Folder.Write("mixed.ndjson", $"{deletes}{mixed}{{\n");
        await using OpenReport report = await OpenAsync(
            dump, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await report.Page.EmulateMediaAsync(new() { Media = media, ColorScheme = scheme });

        AxeResult accessibility = await report.Page.RunAxe();
        Assert.Empty(accessibility.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.True(await report.Page.Locator("#timeline .chart rect").CountAsync() > 5);
        Assert.True(await report.Page.Locator("#timeline .burst").CountAsync() > 0);
        await AssertNotWiderThanWindowAsync(report);

        // For whoever wants to look at it.
        if (Environment.GetEnvironmentVariable("ATLAN_EVENTS_SCREENSHOTS") is { Length: > 0 } folder)
            await report.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{scheme}-{media}-{width}.png"), FullPage = true });

        report.AssertQuiet();
    }

    private static string Line(string name, string type, string guid, string author)
        => $$$"""{"message":{"entity":{"typeName":"{{{type}}}","attributes":{"qualifiedName":"{{{name}}}"},"guid":"{{{guid}}}","""
            + $"\"updatedBy\":\"{author}\",\"deleteHandler\":\"HARD\"}},"
            + "\"operationType\":\"ENTITY_DELETE\",\"eventTime\":1667822854152}}";

    private static Task<string> FocusedAsync(OpenReport report)
        => report.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')");

    private static async Task AssertNotWiderThanWindowAsync(OpenReport report) => Assert.True(
        await report.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page is too wide.");

    private async Task<OpenReport> OpenAsync(string dump, BrowserNewContextOptions? options = null)
    {
        string path = Folder.PathOf("report.html");
        ToolResult result = await Tool.RunAsync("report", dump, "-o", path);
        Assert.InRange(result.ExitCode, 0, 1);
        return await browser.OpenAsync(path, options);
    }
}
