using System.CommandLine;
using System.Text.RegularExpressions;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Commands;
using AtlanEvents.Fast.Cli.Documentation;

namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>The README of the tool is complete and names nothing that does not exist.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "AtlanEvents.Fast.Cli", "README.md"));

    [Fact]
    public void Readme_Options_AreThoseOfTheTool()
    {
        using var stop = new StopSignal();
        RootCommand root = CommandTree.Create(stop);
        IEnumerable<string> documented = Option().Matches(s_readme).Select(match => match.Value).Distinct();
        IEnumerable<string> existing = root.Subcommands.SelectMany(command => command.Options).Select(option => option.Name).Distinct();

        // Options of dotnet, and of the root command.
        string[] foreign = ["--project", "--global", "--add-source", "--prerelease", "--help"];
        Assert.Equal(existing.Except(foreign).Order(), documented.Except(foreign).Order());
    }

    [Fact]
    public void Readme_ExitCodes_AreThoseOfTheTool()
    {
        string table = s_readme[s_readme.IndexOf("## Exit codes", StringComparison.Ordinal)..];
        IEnumerable<int> documented = Number().Matches(table).Select(match => int.Parse(match.Value, null));

        Assert.Equal(ExitStatus.All.Select(status => status.Code).Order(), documented.Order());
    }

    [Fact]
    public void Readme_Findings_AreThoseOfAudit()
    {
        IEnumerable<string> codes = Enum.GetValues<FindingKind>().Select(FindingCode.Of);

        Assert.All(codes, code => Assert.Contains($"`{code}`", s_readme, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<![\w-])--[a-z]+(?:-[a-z]+)*")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?<=^\| (?:\d+, )?)\d+", RegexOptions.Multiline)]
    private static partial Regex Number();
}
