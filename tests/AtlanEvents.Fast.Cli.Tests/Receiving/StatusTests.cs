using System.Net;
using Microsoft.Playwright;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary>The status address of <c>receive</c>.</summary>
public sealed class StatusTests : FileTests
{
    private const string Hostile = "default/pg/<img src=x onerror=document.title='owned'>";

    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = RunningReceiver.Deadline };

    [UnixFact]
    public async Task Counts_health_and_metrics_are_shown()
    {
        await using RunningReceiver receiver = await StartAsync(Folder.PathOf("events.ndjson"));
        Assert.Equal(200, await receiver.PostAsync(Hard));
        Assert.Equal(200, await receiver.PostAsync(Update));
        Assert.Equal(200, await receiver.PostAsync("""{"type":"DATA_ACCESS_REQUEST","payload":{}}"""));
        Assert.Equal(401, await receiver.PostAsync(Hard, "wrong"));

        JsonElement status = await ReadStatusAsync(receiver);
        Assert.Equal(3, status.GetProperty("accepted").GetInt64());
        Assert.Equal(2, status.GetProperty("events").GetInt64());
        Assert.Equal("""{"EntityUpdate":1,"EntityDelete":1}""", status.GetProperty("operations").GetRawText());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("problem").ValueKind);
        Assert.Equal("Healthy", await s_client.GetStringAsync(receiver.StatusUrl + "healthz"));
        Assert.Equal("Healthy", await s_client.GetStringAsync(receiver.StatusUrl + "readyz"));
        string metrics = await s_client.GetStringAsync(receiver.StatusUrl + "metrics");
        Assert.Matches("""(?m)^atlan_events_webhook_requests_total\{.*outcome="event".*\} 2$""", metrics);
        Assert.Matches("""(?m)^atlan_events_webhook_requests_total\{.*outcome="unauthorized".*\} 1$""", metrics);

        // The library also parsed the body without a valid secret, in search of a handshake.
        Assert.Matches("""(?m)^atlan_events_events_total\{.*operation="EntityDelete".*\} 2$""", metrics);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Requests_for_another_host_are_not_answered()
    {
        await using RunningReceiver receiver = await StartAsync(Folder.PathOf("events.ndjson"));
        foreach (string path in new[] { "", "status.json", "metrics", "readyz" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, receiver.StatusUrl + path);
            request.Headers.Host = "attacker.example.com";
            using HttpResponseMessage response = await s_client.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [SmallDiskFact]
    public async Task With_a_full_disk_it_is_alive_but_not_ready()
    {
        using var disk = new SmallDisk();
        File.WriteAllBytes(disk.PathOf("ballast"), new byte[SmallDisk.Size - 8_192]);
        await using RunningReceiver receiver = await StartAsync(disk.PathOf("events.ndjson"));
        Assert.Equal(503, await receiver.PostAsync(RunningReceiver.Event(new string('x', 100_000))));

        using HttpResponseMessage ready = await s_client.GetAsync(receiver.StatusUrl + "readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Healthy", await s_client.GetStringAsync(receiver.StatusUrl + "healthz"));
        Assert.Contains("No space left", (await ReadStatusAsync(receiver)).GetProperty("problem").GetString(), StringComparison.Ordinal);
        await receiver.StopAsync();
    }

    [ProgramFact("chromium")]
    public async Task The_page_shows_what_happens_and_executes_nothing_from_events()
    {
        await using RunningReceiver receiver = await StartAsync(Folder.PathOf("events.ndjson"));
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
        IPage page = await browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        Assertions.SetDefaultExpectTimeout((float)RunningReceiver.Deadline.TotalMilliseconds);
        byte[] dump = (await Tool.RunAsync("generate", "--tables", "30", "--columns", "400")).OutputBytes;
        byte[] hostile = (await Tool.RunAsync("generate", "--columns", "0", "--tables", "150", "--connection", Hostile)).OutputBytes;
        await page.GotoAsync(receiver.StatusUrl);
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("accepting messages");
        await Assertions.Expect(page.Locator("#bulkDeletes")).ToHaveTextAsync("none");

        ToolResult sent = await receiver.ReplayAsync(dump);
        Assert.True(sent.ExitCode == 0, sent.Error);
        sent = await receiver.ReplayAsync(hostile);
        Assert.True(sent.ExitCode == 0, sent.Error);

        await Assertions.Expect(page.Locator("#events")).ToHaveTextAsync("608");
        await Assertions.Expect(page.Locator("#bulkDeletes tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#bulkDeletes")).ToContainTextAsync("default/bigquery/1665130698");
        await Assertions.Expect(page.Locator("#bulkDeletes")).ToContainTextAsync("<img src=x");
        await Assertions.Expect(page.Locator("#operations")).ToContainTextAsync("EntityDelete608");
        Assert.Equal("atlan-events receive", await page.TitleAsync());
        Assert.Empty(errors);

        await receiver.StopAsync();
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("the receiver does not answer");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/status")]
    public async Task Only_a_loopback_address_is_allowed(string address)
    {
        ToolResult result = await Tool.RunAsync(
            "receive", "--listen", "http://127.0.0.1:0/", "--unsigned", "--to", Folder.PathOf("f"), "--status", address);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--status must be a loopback address", result.Error, StringComparison.Ordinal);
    }

    private static Task<RunningReceiver> StartAsync(string file)
        => RunningReceiver.StartAsync(file, "--status", "http://127.0.0.1:0");

    private static async Task<JsonElement> ReadStatusAsync(RunningReceiver receiver)
        => JsonDocument.Parse(await s_client.GetStringAsync(receiver.StatusUrl + "status.json")).RootElement;
}
