using System.Text.RegularExpressions;
using AtlanEvents.Fast.Testing;
using Xunit;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>The names in <c>testdata/behaviour.md</c>, except those of the tool, are the values of the trait <c>Behaviour</c>.</summary>
public sealed partial class BehaviourTableTests
{
    [Fact]
    public void EveryBehaviour_HasTests_AndEveryTraitIsABehaviour()
    {
        string table = File.ReadAllText(Repository.PathOf("testdata", "behaviour.md")).Split("## The tool")[0];
        IEnumerable<string> sources = Directory.GetFiles(
            Repository.PathOf("tests", "AtlanEvents.Fast.Tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

        string[] names = [.. BehaviourName().Matches(table).Select(match => match.Groups[1].Value).Order()];
        string[] traits =
            [.. sources.SelectMany(source => BehaviourTrait().Matches(source)).Select(match => match.Groups[1].Value).Distinct().Order()];

        Assert.Equal(names, traits);
    }

    [GeneratedRegex("^\\| `([a-z0-9-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex BehaviourName();

    [GeneratedRegex("Trait\\(\"Behaviour\", \"([^\"]+)\"\\)")]
    private static partial Regex BehaviourTrait();
}
