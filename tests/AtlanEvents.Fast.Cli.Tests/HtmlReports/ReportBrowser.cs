using Microsoft.Playwright;

namespace AtlanEvents.Fast.Cli.Tests.HtmlReports;

/// <summary>Debian's Chromium, shared by the tests of a class.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    /// <summary>The program that tests with a browser need.</summary>
    public const string Program = "chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Shell.ReasonToSkip([Program]) is not null)
            return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Shell.PathOf(Program),

            // The sandbox of the browser does not work in many containers; the tests open only their own pages.
            Args = ["--no-sandbox"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
    }

    /// <summary>Opens a report from disk.</summary>
    public async Task<OpenReport> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options);
        IPage page = await context.NewPageAsync();
        var report = new OpenReport(context, page);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return report;
    }
}

/// <summary>A report in a browser, with everything that it complained about or asked for.</summary>
public sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _messages = [];
    private readonly List<string> _requests = [];

    public OpenReport(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => _messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _messages.Add(error);
        page.Dialog += (_, dialog) => _messages.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Asserts that the page loaded nothing but itself, and that nothing was written to the console.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(_messages);
        Assert.StartsWith("file://", Assert.Single(_requests));
    }

    /// <summary>The box of the icicle whose description starts with a text.</summary>
    public ILocator Box(string description) => Page.Locator($"#icicle > svg[aria-label^=\"{description}\"]").First;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
