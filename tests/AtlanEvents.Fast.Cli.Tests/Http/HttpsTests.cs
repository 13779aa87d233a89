using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Delivery over TLS, with HTTP/2 if both sides support it.</summary>
public sealed class HttpsTests : FileTests
{
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public override void Dispose()
    {
        _certificate.Dispose();
        base.Dispose();
    }

    [UnixFact]
    public async Task Events_are_sent_over_http_2_and_few_connections()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            arrival => Task.FromResult(arrival.Attempt == 1 && arrival.Sequence % 100 == 0 ? 503 : 200), _certificate);
        string[] events = Sample.Events(1_000, guids: 100);

        ToolResult result = await RunAsync(events, "replay", "--yes", "--to", receiver.Url, "--concurrency", "32");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(events.ToHashSet(), receiver.Accepted.Select(arrival => arrival.Body).ToHashSet());
        Assert.All(receiver.Arrivals, arrival => Assert.Equal("HTTP/2", arrival.Protocol));
        Assert.InRange(receiver.Arrivals.Select(arrival => arrival.Connection).Distinct().Count(), 1, 3);
    }

    [UnixFact]
    public async Task A_response_before_the_end_of_a_request_corrupts_nothing()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => Task.FromResult(200), _certificate, respondsEarly: true);
        string padding = new('x', 300_000);
        string[] events =
        [
            .. Sample.Events(400, guids: 400).Select((line, i) => i % 2 == 0
                ? line
                : line.Replace("\"entity\":{", $"\"entity\":{{\"text\":\"{i}{padding}\",", StringComparison.Ordinal)),
        ];

        ToolResult result = await RunAsync(events, "replay", "--yes", "--to", receiver.Url, "--concurrency", "16");

        Assert.True(result.ExitCode == 0, result.Error);

        // Long requests get a response without being read; every byte of the short ones must be correct.
        Assert.Equal(events.Where((_, i) => i % 2 == 0).ToHashSet(), receiver.Accepted.Select(arrival => arrival.Body).ToHashSet());
        Assert.Contains("400 of 400 events delivered", result.Error);
    }

    [UnixFact]
    public async Task An_untrusted_certificate_stops_the_run_at_once()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => Task.FromResult(200), _certificate);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(10, guids: 10));

        Assert.Equal(75, result.ExitCode);
        Assert.Contains("no TLS", result.Error);
        Assert.Contains("Check that this machine trusts its certificate", result.Error);
        Assert.Empty(receiver.Arrivals);
    }

    [UnixFact]
    public async Task Tls_to_a_receiver_without_tls_stops_the_run_with_a_message()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();

        ToolResult result = await Tool.RunAsync(
            Sample.Input(10, guids: 10),
            ["replay", "--yes", "--to", receiver.Url.Replace("http:", "https:", StringComparison.Ordinal), "--give-up-after", "0.5"]);

        Assert.Equal(75, result.ExitCode);
        Assert.Contains("no TLS", result.Error);
    }

    private Task<ToolResult> RunAsync(string[] events, params string[] arguments)
    {
        string roots = Folder.Write("roots.pem", Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()));
        return Tool.RunAsync(Sample.Utf8(events), arguments, ("SSL_CERT_FILE", roots));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using X509Certificate2 created = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(created.Export(X509ContentType.Pkcs12), null);
    }
}
