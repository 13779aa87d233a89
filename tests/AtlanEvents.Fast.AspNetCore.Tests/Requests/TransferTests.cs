using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AtlanEvents.Fast.AspNetCore.Tests.Requests;

/// <summary>Bodies that arrive in pieces, slowly, compressed, over HTTP/2, or never completely.</summary>
public sealed class TransferTests
{
    private readonly RecordHandler _handler = new();

    [Fact]
    public async Task A_body_may_arrive_byte_by_byte()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_handler);
        await using NetworkStream connection = await receiver.ConnectAsync();
        string line = Messages.Event(1);
        await WriteAsync(connection, Headers("Transfer-Encoding: chunked"));
        foreach (char c in line)
            await WriteAsync(connection, $"1\r\n{c}\r\n");

        await WriteAsync(connection, "0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", await ReadStatusLineAsync(connection), StringComparison.Ordinal);
        Assert.Equal(line, Assert.Single(_handler.Seen).Line);
    }

    [Theory]
    [InlineData("1.1", 0)]
    [InlineData("1.1", 3_000_000)]
    [InlineData("2.0", 0)]
    [InlineData("2.0", 3_000_000)]
    public async Task A_body_of_any_length_arrives_over_http_1_and_2(string version, int padding)
    {
        HttpProtocols protocol = version == "2.0" ? HttpProtocols.Http2 : HttpProtocols.Http1;
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            endpoints => endpoints.MapAtlanWebhook("/atlan", _handler),
            server: server => server.ConfigureEndpointDefaults(listener => listener.Protocols = protocol));
        string line = Messages.Event(1, padding);
        using HttpResponseMessage response = await receiver.PostAsync(Encoding.UTF8.GetBytes(line), request =>
        {
            request.Version = Version.Parse(version);
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(line, Assert.Single(_handler.Seen).Line);
    }

    [Theory]
    [InlineData("Content-Length: 1000", "{\"message\":{\"entity\":{\"guid\":\"a\"}}}")]
    [InlineData("Transfer-Encoding: chunked", "20\r\n{\"message\":{\"entity\":{}}}\r\n")]
    public async Task Half_a_body_is_never_an_event(string header, string half)
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_handler);
        await using (NetworkStream connection = await receiver.ConnectAsync())
        {
            await WriteAsync(connection, Headers(header) + half);
            await TestReceiver.WaitForAsync(() => receiver.InFlight == 1, "the request is being read");
        }

        await TestReceiver.WaitForAsync(() => receiver.InFlight == 0, "the request is given up");
        Assert.Empty(_handler.Seen);
        using HttpResponseMessage response = await receiver.PostAsync(Messages.Event(1));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_arrives_too_slowly_is_given_up()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            endpoints => endpoints.MapAtlanWebhook("/atlan", _handler),
            server: server => server.Limits.MinRequestBodyDataRate = new MinDataRate(1_000, TimeSpan.FromSeconds(1.5)));
        await using NetworkStream connection = await receiver.ConnectAsync();
        await WriteAsync(connection, Headers("Content-Length: 1000") + "{");

        string response = await ReadToEndAsync(connection);
        Assert.StartsWith("HTTP/1.1 408", response, StringComparison.Ordinal);
        Assert.Contains("too slowly", response, StringComparison.Ordinal);
        Assert.Equal(1, receiver.Count("invalid"));
        await TestReceiver.WaitForAsync(() => receiver.InFlight == 0, "the request is given up");
    }

    [Fact]
    public async Task A_body_that_breaks_the_rules_of_http_is_refused()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_handler);
        await using NetworkStream connection = await receiver.ConnectAsync();
        await WriteAsync(connection, Headers("Transfer-Encoding: chunked") + "not a length\r\n");

        string response = await ReadToEndAsync(connection);
        Assert.StartsWith("HTTP/1.1 400", response, StringComparison.Ordinal);
        Assert.Contains("not valid HTTP", response, StringComparison.Ordinal);
        Assert.Empty(_handler.Seen);
    }

    [Fact]
    public async Task With_the_middleware_a_compressed_body_is_read()
    {
        await using TestReceiver receiver = await StartWithDecompressionAsync();
        string line = Messages.Event(1, padding: 10_000);
        using HttpResponseMessage response = await PostGzipAsync(receiver, Messages.Gzip(Encoding.UTF8.GetBytes(line)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(line, Assert.Single(_handler.Seen).Line);
    }

    [Fact]
    public async Task A_damaged_compressed_body_is_refused()
    {
        await using TestReceiver receiver = await StartWithDecompressionAsync();
        using HttpResponseMessage response = await PostGzipAsync(receiver, [.. "not gzip"u8]);

        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.BadRequest, "decompressed");
        Assert.Empty(_handler.Seen);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task A_compressed_body_is_limited_by_what_it_decompresses_to(bool isSigned, HttpStatusCode expected)
    {
        await using TestReceiver receiver = await StartWithDecompressionAsync();
        byte[] bomb = Messages.Gzip(new byte[50_000_000]);
        Assert.InRange(bomb.Length, 1, 1_000_000);
        using HttpResponseMessage response = await PostGzipAsync(receiver, bomb, isSigned);

        Assert.Equal(expected, response.StatusCode);
        Assert.Empty(_handler.Seen);
    }

    [Fact]
    public async Task Ten_thousand_connections_are_served_in_bounded_time()
    {
        const int Connections = 10_000;
        const int Concurrent = 200;
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            endpoints => endpoints.MapAtlanWebhook("/atlan", _handler));
        string body = Messages.Event(1);
        byte[] request = Encoding.UTF8.GetBytes(Headers($"Content-Length: {body.Length}", "Connection: close") + body);
        int accepted = 0;
        await Parallel.ForAsync(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = Concurrent }, async (_, cancel) =>
        {
            await using NetworkStream connection = await receiver.ConnectAsync();
            await connection.WriteAsync(request, cancel);
            string status = await ReadStatusLineAsync(connection);
            if (status.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                Interlocked.Increment(ref accepted);
        });

        Assert.Equal(Connections, accepted);
        Assert.Equal(Connections, _handler.Seen.Count);
        await TestReceiver.WaitForAsync(() => receiver.InFlight == 0, "nothing is left");
    }

    private Task<TestReceiver> StartWithDecompressionAsync() => TestReceiver.StartAsync(
        endpoints => endpoints.MapAtlanWebhook("/atlan", _handler),
        use: (services => services.AddRequestDecompression(), application => application.UseRequestDecompression()));

    private static Task<HttpResponseMessage> PostGzipAsync(TestReceiver receiver, byte[] body, bool isSigned = true)
    {
        ByteArrayContent content = TestReceiver.Json(body);
        content.Headers.ContentEncoding.Add("gzip");
        return receiver.PostAsync(content, isSigned ? [TestReceiver.Secret] : []);
    }

    private static string Headers(params string[] headers)
        => "POST /atlan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"{TestReceiver.SecretHeader}: {TestReceiver.Secret}\r\n"
            + string.Concat(headers.Select(header => header + "\r\n"))
            + "\r\n";

    private static async Task WriteAsync(NetworkStream connection, string text)
        => await connection.WriteAsync(Encoding.UTF8.GetBytes(text));

    // The server closes the connection after such a response.
    private static async Task<string> ReadToEndAsync(NetworkStream connection)
    {
        using var reader = new StreamReader(connection, leaveOpen: true);
        return await reader.ReadToEndAsync().WaitAsync(TestReceiver.Deadline);
    }

    private static async Task<string> ReadStatusLineAsync(NetworkStream connection)
    {
        using var reader = new StreamReader(connection, leaveOpen: true);
        return await reader.ReadLineAsync().WaitAsync(TestReceiver.Deadline) ?? "";
    }
}
