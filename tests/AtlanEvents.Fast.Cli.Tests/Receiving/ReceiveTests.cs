using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary><c>receive</c> to a file.</summary>
public sealed class ReceiveTests : FileTests
{
    private string File => Folder.PathOf("events.ndjson");

    [UnixFact]
    public async Task A_dump_that_is_replayed_to_it_is_in_the_file_byte_for_byte_and_its_audit_is_clean()
    {
        byte[] dump = (await Tool.RunAsync("generate", "--tables", "50", "--columns", "1000")).OutputBytes;
        await using (RunningReceiver receiver = await RunningReceiver.StartAsync(File))
        {
            ToolResult sent = await receiver.ReplayAsync(dump);
            Assert.True(sent.ExitCode == 0, sent.Error);
            Assert.Equal(143, await receiver.StopAsync());
            Assert.Contains("messages accepted: 1064", receiver.Messages, StringComparison.Ordinal);
        }

        Assert.Equal(LinesOf(Encoding.UTF8.GetString(dump)), LinesOf(System.IO.File.ReadAllText(File)));
        ToolResult audit = await Tool.RunAsync("audit", File);
        Assert.True(audit.ExitCode == 0, audit.Output);
    }

    [UnixFact]
    public async Task Every_message_but_a_handshake_is_one_line()
    {
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File);
        Assert.Equal(200, await receiver.PostAsync(Handshake, secret: null));
        Assert.Equal(200, await receiver.PostAsync(Hard.Replace(":", ":\r\n ", StringComparison.Ordinal) + "\n"));
        Assert.Equal(200, await receiver.PostAsync("""{"type":"DATA_ACCESS_REQUEST","payload":{}}"""));
        Assert.Equal(400, await receiver.PostAsync(Bad));
        Assert.Equal(401, await receiver.PostAsync(Soft, "wrong"));
        Assert.Equal(401, await receiver.PostAsync(Soft, secret: null));

        string[] expected = [Hard.Replace(":", ":   ", StringComparison.Ordinal), """{"type":"DATA_ACCESS_REQUEST","payload":{}}"""];
        Assert.Equal(Lines(expected), System.IO.File.ReadAllText(File));
    }

    [UnixFact]
    public async Task A_restart_appends_and_removes_an_unfinished_line()
    {
        string start = Lines(RunningReceiver.Event("1"));
        Folder.Write("events.ndjson", start + "{\"message\":" + new string('x', 200_000));
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File);
        Assert.Equal(200, await receiver.PostAsync(RunningReceiver.Event("2")));

        Assert.Contains("removed an unfinished line of 200011 bytes", receiver.Messages, StringComparison.Ordinal);
        Assert.Equal(start + Lines(RunningReceiver.Event("2")), System.IO.File.ReadAllText(File));
    }

    [UnixFact]
    public async Task Secrets_in_a_file_are_rotated_while_it_runs()
    {
        await using RunningReceiver receiver = await StartWithSecretsAsync("old\n");
        Assert.Equal(200, await receiver.PostAsync(Hard, "old"));
        Assert.Equal(401, await receiver.PostAsync(Hard, "new"));

        Folder.Write("secrets", "old\r\nnew\n");
        await RunningReceiver.WaitForAsync(() => receiver.Messages.Contains("2 are valid", StringComparison.Ordinal), "both are valid");
        Assert.Equal(200, await receiver.PostAsync(Hard, "old"));
        Assert.Equal(200, await receiver.PostAsync(Hard, "new"));
    }

    [UnixFact]
    public async Task Byte_order_mark_is_no_part_of_a_secret()
    {
        await using RunningReceiver receiver = await StartWithSecretsAsync("\uFEFFsecret\n");
        Assert.Equal(200, await receiver.PostAsync(Hard, "secret"));
    }

    [UnixFact]
    public async Task File_that_is_too_long_for_secrets_is_refused()
    {
        string secrets = Folder.Write("secrets", new string('x', 100_000));
        ToolResult result = await Tool.RunAsync(
            "receive", "--listen", "http://127.0.0.1:0/atlan", "--to", File, "--secret-file", secrets);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("longer than", result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Rotated_files_are_compressed_and_have_every_message_once()
    {
        byte[] dump = (await Tool.RunAsync("generate", "--tables", "50", "--columns", "1000")).OutputBytes;
        await using (RunningReceiver receiver = await RunningReceiver.StartAsync(File, "--rotate-bytes", "50000", "--compress-rotated"))
        {
            ToolResult sent = await receiver.ReplayAsync(dump);
            Assert.True(sent.ExitCode == 0, sent.Error);
            await RunningReceiver.WaitForAsync(() => Rotated(".ndjson").Length == 0 && Rotated(".ndjson.zst").Length > 5, "compressed");
            Assert.Equal(143, await receiver.StopAsync());
        }

        // If the last message was followed by a rotation, there is no current file, and the last file may not be compressed.
        string[] current = System.IO.File.Exists(File) ? [File] : [];
        ToolResult raw = await Tool.RunAsync(["replay", "--format", "raw", .. Rotated(".ndjson.zst"), .. Rotated(".ndjson"), .. current]);
        Assert.True(raw.ExitCode == 0, raw.Error);
        Assert.Equal(LinesOf(Encoding.UTF8.GetString(dump)), LinesOf(raw.Output));
    }

    [UnixFact]
    public async Task A_file_is_rotated_some_time_after_its_first_message_and_compressed_after_a_restart()
    {
        await using (RunningReceiver receiver = await RunningReceiver.StartAsync(File, "--rotate-interval", "0.2"))
        {
            Assert.Equal(200, await receiver.PostAsync(RunningReceiver.Event("1")));
            await RunningReceiver.WaitForAsync(() => Rotated(".ndjson").Length == 1, "the first file");
            Assert.Equal(200, await receiver.PostAsync(RunningReceiver.Event("2")));
            await RunningReceiver.WaitForAsync(() => Rotated(".ndjson").Length == 2, "the second file");
        }

        string[] files = Rotated(".ndjson");
        Assert.Equal(Lines(RunningReceiver.Event("1")), System.IO.File.ReadAllText(files[0]));
        Assert.Equal(Lines(RunningReceiver.Event("2")), System.IO.File.ReadAllText(files[1]));

        await using RunningReceiver next = await RunningReceiver.StartAsync(File, "--rotate-interval", "1000", "--compress-rotated");
        await RunningReceiver.WaitForAsync(() => Rotated(".ndjson").Length == 0, "both compressed");
        Assert.Equal(files.Select(file => file + ".zst"), Rotated(".ndjson.zst"));
    }

    [SmallDiskFact]
    public async Task While_the_disk_is_full_messages_are_refused_and_afterwards_accepted()
    {
        using var disk = new SmallDisk();
        string file = disk.PathOf("events.ndjson");
        string ballast = disk.PathOf("ballast");
        System.IO.File.WriteAllBytes(ballast, new byte[SmallDisk.Size - 60_000]);
        var accepted = new List<string>();
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(file);
        int status;
        do
        {
            string message = RunningReceiver.Event($"{accepted.Count}-{new string('x', 5_000)}");
            status = await receiver.PostAsync(message);
            if (status == 200)
                accepted.Add(message);
        }
        while (status == 200 && accepted.Count < 100);

        Assert.Equal(503, status);
        Assert.Equal(503, await receiver.PostAsync(RunningReceiver.Event(new string('y', 9_000))));
        await RunningReceiver.WaitForAsync(() => receiver.Messages.Contains("No space left", StringComparison.Ordinal), "the reason");
        Assert.Single(receiver.Messages.Split('\n'), message => message.Contains("No space left", StringComparison.Ordinal));
        Assert.Equal(Lines([.. accepted]), System.IO.File.ReadAllText(file));

        System.IO.File.Delete(ballast);
        string last = RunningReceiver.Event("last");
        Assert.Equal(200, await receiver.PostAsync(last));
        await RunningReceiver.WaitForAsync(() => receiver.Messages.Contains("can be written again", StringComparison.Ordinal), "the end");
        Assert.Equal(Lines([.. accepted, last]), System.IO.File.ReadAllText(file));
        await receiver.StopAsync();
    }

    [UnixFact]
    public async Task Limits_of_bodies_and_requests_are_applied()
    {
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File, "--max-body-bytes", "1000", "--max-rate", "5");
        Assert.Equal(413, await receiver.PostAsync(RunningReceiver.Event(new string('x', 1_000))));
        HttpResponseMessage? refused = null;
        await RunningReceiver.WaitForAsync(
            () =>
            {
                HttpResponseMessage[] responses = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => receiver.SendAsync(Hard))).Result;
                refused = responses.FirstOrDefault(response => (int)response.StatusCode == 429);
                return refused is not null;
            },
            "a request above the rate");
        Assert.Equal(TimeSpan.FromSeconds(1), refused!.Headers.RetryAfter?.Delta);
    }

    [UnixFact]
    public async Task Further_connections_are_closed()
    {
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File, "--max-connections", "1");
        int port = new Uri(receiver.Url).Port;
        using var first = new TcpClient();
        await first.ConnectAsync(IPAddress.Loopback, port);
        await first.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        Assert.NotEqual(0, await first.GetStream().ReadAsync(new byte[1]));
        using var second = new TcpClient();
        await second.ConnectAsync(IPAddress.Loopback, port);
        Assert.Equal(0, await ReadAsync(second));

        static async Task<int> ReadAsync(TcpClient client)
        {
            try
            {
                return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(RunningReceiver.Deadline);
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    [UnixFact]
    public async Task Messages_arrive_over_tls_with_certificate_files()
    {
        (string certificate, string key) = WriteCertificate();
        await using RunningReceiver receiver = await RunningReceiver.ListenAsync(
            "https://127.0.0.1:0/", ["--to", File, "--unsigned", "--tls-certificate", certificate, "--tls-key", key]);

        Assert.StartsWith("https://", receiver.Url, StringComparison.Ordinal);
        Assert.Equal(200, await receiver.PostAsync(Hard, secret: null));
        Assert.Equal(Lines(Hard), System.IO.File.ReadAllText(File));
    }

    [UnixFact]
    public async Task An_address_of_another_machine_is_refused()
    {
        // TEST-NET-1 (RFC 5737).
        ToolResult result = await Tool.RunAsync("receive", "--listen", "http://192.0.2.1:0/", "--to", File, "--unsigned");

        Assert.Equal(69, result.ExitCode);
        Assert.Equal("atlan-events: cannot listen at http://192.0.2.1:0/: Cannot assign requested address\n", result.Error);
    }

    [UnixFact]
    public async Task A_file_or_port_that_is_in_use_is_refused()
    {
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File);
        ToolResult sameFile = await Tool.RunAsync("receive", "--listen", "http://127.0.0.1:0/", "--to", File, "--unsigned");
        ToolResult samePort = await Tool.RunAsync("receive", "--listen", receiver.Url, "--to", Folder.PathOf("other"), "--unsigned");

        Assert.Equal(75, sameFile.ExitCode);
        Assert.Contains("another atlan-events is using", sameFile.Error, StringComparison.Ordinal);
        Assert.Equal(69, samePort.ExitCode);
        Assert.Contains("in use", samePort.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Logs_as_json_have_one_object_per_line()
    {
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(File, "--log-format", "json");
        Assert.Equal(130, await receiver.StopAsync("INT"));

        JsonElement[] logs = [.. receiver.Messages.Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, logs.Length);
        Assert.All(logs, log => Assert.Equal("Information", log.GetProperty("LogLevel").GetString()));
        Assert.Equal(File, logs[0].GetProperty("State").GetProperty("Destination").GetString());
    }

    [Theory]
    [InlineData("--listen must be an address", "--listen", "8080", "--to", "f", "--unsigned")]
    [InlineData("--listen must be an address", "--listen", "http://127.0.0.1/a?b", "--to", "f", "--unsigned")]
    [InlineData("needs the IP address", "--listen", "http://example.com/", "--to", "f", "--unsigned")]
    [InlineData("must be a FILE", "--listen", "http://127.0.0.1:0/", "--to", "-", "--unsigned")]
    [InlineData("use --secret-file FILE", "--listen", "http://127.0.0.1:0/", "--to", "f")]
    [InlineData("cannot be used with a secret", "--listen", "http://127.0.0.1:0/", "--to", "f", "--unsigned", "--secret-env", "PATH")]
    [InlineData("not set", "--listen", "http://127.0.0.1:0/", "--to", "f", "--secret-env", "NO_SUCH_VARIABLE")]
    [InlineData("--tls-key are needed", "--listen", "https://127.0.0.1:0/", "--to", "f", "--unsigned")]
    [InlineData("needs --rotate-bytes", "--listen", "http://127.0.0.1:0/", "--to", "f", "--unsigned", "--compress-rotated")]
    [InlineData("--listen", "--to", "f")]
    public async Task Usage_errors_name_the_mistake(string message, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(["receive", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static SortedSet<string> LinesOf(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var set = new SortedSet<string>(lines, StringComparer.Ordinal);
        Assert.Equal(lines.Length, set.Count);
        return set;
    }

    private string[] Rotated(string extension)
        => [.. Directory.GetFiles(Folder.PathOf(""), $"events-*{extension}").Order(StringComparer.Ordinal)];

    private (string Certificate, string Key) WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string keyText = key.ExportPkcs8PrivateKeyPem();
        return (Folder.Write("certificate.pem", certificate.ExportCertificatePem()), Folder.Write("key.pem", keyText));
    }

    private Task<RunningReceiver> StartWithSecretsAsync(string content)
        => RunningReceiver.ListenAsync("http://127.0.0.1:0/atlan", ["--to", File, "--secret-file", Folder.Write("secrets", content)]);
}
