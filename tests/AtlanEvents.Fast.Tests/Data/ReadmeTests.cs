using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Tests.Data;

public sealed partial class ReadmeTests
{
    private const string Name = "default/snowflake/1650291234/DB/SCHEMA/ORDERS";

    private static readonly string s_deletes = Repository.PathOf("testdata", "events", "entity-delete.ndjson");

    private static readonly string[] s_purges =
    [
        $"0000000c-5bd8-4149-81d3-447ba654dbaa {Name}",
        $"0000000d-5bd8-4149-81d3-447ba654dbaa {Name}",
        $"00000014-5bd8-4149-81d3-447ba654dbaa {Name}",
        $"00000015-5bd8-4149-81d3-447ba654dbaa {Name}",
    ];

    private readonly ReadmeExamples _examples = new();

    [Fact]
    public void Readme_OfTheRepository_ShowsCompiledCode()
        => Assert.Equal(CompiledExamples()["stream"], CSharpBlock().Match(Read("README.md")).Groups["code"].Value);

    [Fact]
    public void Readme_OfTheLibrary_ShowsCompiledCode()
    {
        string readme = Read("src", "AtlanEvents.Fast", "README.md");

        Dictionary<string, string> shown = NamedCSharpBlock().Matches(readme)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value);

        Assert.Equal(CompiledExamples(), shown);
        Assert.Equal(shown.Count, CSharpBlock().Count(readme));
    }

    [Fact]
    public async Task StreamExample_OnTheEventsOfTestdata_PurgesThePurgeDeletes()
    {
        using FileStream stream = File.OpenRead(s_deletes);

        await _examples.ReadStreamAsync(stream, CancellationToken.None);

        Assert.Equal(s_purges, _examples.Handled);
    }

    [Fact]
    public void MemoryExample_OnTheEventsOfTestdata_RoutesEveryEvent()
    {
        byte[] lines = File.ReadAllBytes(s_deletes);
        ReadOnlySpan<byte> line = lines.AsSpan(0, lines.AsSpan().IndexOf((byte)'\n'));

        LineVerdict verdict = _examples.ReadMemory(line, lines);

        Assert.Equal(LineOutcome.Event, verdict.Outcome);
        Assert.Equal(1 + lines.AsSpan().Count((byte)'\n'), _examples.Handled.Count);
    }

    [Fact]
    public async Task ResumeExample_AfterTheFirstEvent_ReadsTheOthers()
    {
        using FileStream input = File.OpenRead(s_deletes);
        int events = File.ReadAllLines(s_deletes).Length;
        await using EventReader reader = EventReader.Create(input, leaveOpen: true);
        while (await reader.ReadAsync() && !reader.TryRead(out _))
        {
        }

        long afterFirst = await ReadmeExamples.ReadRestAsync(reader, input);

        Assert.Equal(events - 1, afterFirst);
    }

    [Fact]
    public void PartitionsExample_OnTheEventsOfTestdata_CountsThePurges()
        => Assert.Equal(s_purges.Length, ReadmeExamples.ReadPartitions(s_deletes));

    private static Dictionary<string, string> CompiledExamples()
    {
        string source = Read("tests", "AtlanEvents.Fast.Tests", "Data", "ReadmeExamples.cs");
        return CompiledExample().Matches(source)
            .ToDictionary(match => match.Groups["name"].Value, match => Unindent(match.Groups["code"].Value));
    }

    private static string Read(params string[] path) => File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");

    private static string Unindent(string code) => Indentation().Replace(code, "");

    [GeneratedRegex(@"// <example: (?<name>\w+)>\n(?<code>.*?) +// </example>", RegexOptions.Singleline)]
    private static partial Regex CompiledExample();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"<!-- example: (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedCSharpBlock();

    [GeneratedRegex("^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
