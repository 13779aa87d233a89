using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AtlanEvents.Fast.AspNetCore.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.AspNetCore.Tests.Documentation;

public sealed partial class ReadmeTests
{
    private static readonly string s_folder = FolderOf();
    private static readonly string s_source = Path.Combine(s_folder, "..", "..", "..", "src", "AtlanEvents.Fast.AspNetCore");
    private static readonly string s_readme = File.ReadAllText(Path.Combine(s_source, "README.md"));

    [Fact]
    public void Readme_ShowsCompiledCode()
    {
        string code = File.ReadAllText(Path.Combine(s_folder, "ReadmeExamples.cs"));
        Dictionary<string, string> compiled = Example().Matches(code)
            .ToDictionary(match => match.Groups["name"].Value, match => Unindent(match.Groups["code"].Value));
        Dictionary<string, string> shown = Block().Matches(s_readme)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value);
        Assert.Equal(2, shown.Count);
        Assert.Equal(compiled, shown);
    }

    [Fact]
    public void Readme_NamesEveryOption()
    {
        foreach (PropertyInfo option in typeof(AtlanWebhookOptions).GetProperties())
            Assert.Contains($"`{option.Name}`", s_readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_NamesEveryMetricAndOutcome()
    {
        string source = File.ReadAllText(Path.Combine(s_source, "Telemetry", $"{nameof(WebhookMetrics)}.cs"));
        IEnumerable<string> metrics = Metric().Matches(source).Select(match => match.Groups[1].Value);
        IEnumerable<string> outcomes = typeof(Outcomes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        string[] names = [.. metrics.Concat(outcomes)];
        Assert.Equal(10, names.Length);
        foreach (string name in names)
            Assert.Contains($"`{name}`", s_readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_ReceiveAPurge()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Atlan:SigningSecrets:0", TestReceiver.Secret)]);
        var catalog = new Catalog();
        builder.Services.AddSingleton(catalog);
        await using WebApplication application = ReadmeExamples.Receive(builder);
        await application.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(application.Urls.Single()) };
        client.DefaultRequestHeaders.Add(TestReceiver.SecretHeader, TestReceiver.Secret);
        string purge = Messages.Event(2)
            .Replace("ENTITY_UPDATE", "ENTITY_DELETE", StringComparison.Ordinal)
            .Replace("\"guid\":", "\"deleteHandler\":\"PURGE\",\"guid\":", StringComparison.Ordinal);
        foreach (string body in new[] { Messages.Event(1), purge })
        {
            using HttpResponseMessage response = await client.PostAsync(new Uri("/atlan", UriKind.Relative), TestReceiver.Json(body));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal([Messages.NameOf(2)], catalog.Removed);
    }

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static string Unindent(string code)
    {
        int indent = code.Length - code.TrimStart(' ').Length;
        string[] lines = code.Split('\n')[..^1];
        return string.Concat(lines.Select(line => (line.Length > indent ? line[indent..] : line.TrimStart()) + "\n"));
    }

    [GeneratedRegex(@"// <example: (?<name>\w+)>\n(?<code>.*?) *// </example>", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"<!-- example: (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"Create(?:Counter|ObservableGauge)(?:<\w+>)?\(\s*""([a-z_.]+)"",")]
    private static partial Regex Metric();
}
