using System.Net;
using AtlanEvents.Fast.Cli.Tests.Inputs;

namespace AtlanEvents.Fast.Cli.Tests.Hosting;

/// <summary><c>--metrics</c> shows what a running command has read.</summary>
public sealed class MetricsTests : FileTests
{
    [UnixTheory]
    [InlineData("stats", "--format", "json")]
    [InlineData("replay", "--format", "raw")]
    public async Task Running_command_shows_what_it_has_read(string command, params string[] options)
    {
        string file = Folder.Write("events", Lines(Hard, Soft, Bad));
        using var tool = new FollowingTool([command, "--follow", file, "--metrics", "http://127.0.0.1:0", .. options]);
        string address = (await tool.ReadMessageAsync())!.Split(' ')[^1];
        string metrics = "";
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (int attempt = 0; attempt < 600 && !metrics.Contains("EntityDelete", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(50);
            metrics = await client.GetStringAsync(address);
        }

        Assert.Contains("atlan_events_events_total{", metrics, StringComparison.Ordinal);
        Assert.Matches("""atlan_events_lines_total\{.*outcome="Rejected",reason="InvalidJson"\} 1""", metrics);
        using HttpResponseMessage health = await client.GetAsync(new Uri(new Uri(address), "/healthz"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(ExitCode.Interrupted, (await tool.StopAsync("INT")).ExitCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:9090")]
    [InlineData("http://127.0.0.1:9090/metrics")]
    [InlineData("https://127.0.0.1:9090")]
    [InlineData("9090")]
    public async Task Other_addresses_than_loopback_are_refused(string address)
    {
        ToolResult result = await Tool.RunAsync("", ["stats", "-", "--metrics", address]);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("--metrics", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_in_use()
    {
        var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        try
        {
            string address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
            ToolResult result = await Tool.RunAsync("", ["stats", "-", "--metrics", address]);
            Assert.Equal(ExitCode.Unavailable, result.ExitCode);
            Assert.Contains($"cannot listen at {address}", result.Error, StringComparison.Ordinal);
        }
        finally
        {
            listener.Stop();
        }
    }
}
