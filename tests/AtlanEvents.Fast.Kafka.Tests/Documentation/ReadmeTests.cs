using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AtlanEvents.Fast.Kafka.Tests.Documentation;

public sealed partial class ReadmeTests
{
    private static readonly string s_folder = FolderOf();
    private static readonly string s_readme = File.ReadAllText(
        Path.Combine(s_folder, "..", "..", "..", "src", "AtlanEvents.Fast.Kafka", "README.md"));

    [Fact]
    public void Readme_ShowsCompiledCode()
    {
        string code = File.ReadAllText(Path.Combine(s_folder, "ReadmeExamples.cs"));
        Dictionary<string, string> compiled = Example().Matches(code)
            .ToDictionary(match => match.Groups["name"].Value, match => Unindent(match.Groups["code"].Value));
        Dictionary<string, string> shown = Block().Matches(s_readme)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value);
        Assert.Equal(4, shown.Count);
        Assert.Equal(compiled, shown);
    }

    [Fact]
    public void Readme_NamesEveryOption()
    {
        foreach (PropertyInfo option in typeof(EventConsumerOptions).GetProperties())
            Assert.Contains($"`{option.Name}`", s_readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_NamesEveryMetric()
    {
        string source = File.ReadAllText(Path.Combine(
            s_folder, "..", "..", "..", "src", "AtlanEvents.Fast.Kafka", "Telemetry", $"{nameof(ConsumerMetrics)}.cs"));
        string[] names = [.. MetricName().Matches(source).Select(match => match.Groups[1].Value)];
        Assert.Equal(9, names.Length);
        foreach (string name in names)
            Assert.Contains($"`{name}`", s_readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandlerExample_PurgesPurgeDeletesOnly()
    {
        var catalog = new Catalog();
        var handler = new PurgeHandler(catalog);
        string[] lines = [Lines.Event(1), Lines.Event(2, 0, "ENTITY_DELETE", "HARD"), Lines.Event(3, 0, "ENTITY_DELETE", "SOFT")];
        foreach (string line in lines)
        {
            Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
            await handler.HandleAsync(view.ToRecord(), null!, CancellationToken.None);
        }

        Assert.Equal([Lines.NameOf(2)], catalog.Removed);
    }

    [Fact]
    public void ConsumeExample_HasValidOptions()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        ReadmeExamples.Consume(builder);
        using IHost host = builder.Build();
        var options = host.Services.GetRequiredService<IOptionsMonitor<EventConsumerOptions>>();
        Assert.Equal("purges-dead", options.Get(typeof(PurgeHandler).FullName).DeadLetterTopic);
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

    [GeneratedRegex(@"Create(?:Counter|Histogram|ObservableGauge)(?:<\w+>)?\(\s*""([a-z_.]+)"",")]
    private static partial Regex MetricName();
}
