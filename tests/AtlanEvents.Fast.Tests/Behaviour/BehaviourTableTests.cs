using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>The names in <c>testdata/behaviour.md</c> are the values of the trait <c>Behaviour</c>, here and in the tests of the tool.</summary>
public sealed partial class BehaviourTableTests
{
    [Fact]
    public void EveryBehaviour_HasTests_AndEveryTraitIsABehaviour()
    {
        string table = File.ReadAllText(Repository.PathOf("testdata", "behaviour.md"));
        IEnumerable<string> sources = Directory.GetFiles(
            Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

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
