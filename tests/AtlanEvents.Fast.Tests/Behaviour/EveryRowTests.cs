using System.Text.RegularExpressions;
using AtlanEvents.Fast.Testing;
using Xunit;

namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>
/// Each row of the table of behaviour has tests that carry its number, here or with the tool:
/// <c>dotnet test --filter "FullyQualifiedName~.Row"</c> runs them all.
/// </summary>
public sealed partial class EveryRowTests
{
    private const int Rows = 33;

    // Checkpoints, which the tool does not have yet.
    private static readonly int[] s_later = [27, 28];

    [Fact]
    public void EveryRow_HasTestsOfItsNumber()
    {
        string[] sources = Directory.GetFiles(Repository.PathOf("tests"), "Rows*Tests.cs", SearchOption.AllDirectories);
        int[] tested = [.. sources.SelectMany(file => TestOfRow().Matches(File.ReadAllText(file))).Select(match => int.Parse(match.Groups[1].ValueSpan)).Distinct().Order()];

        Assert.Equal(Enumerable.Range(1, Rows).Except(s_later), tested);
    }

    [GeneratedRegex(@"public (?:async Task|void) Row(\d\d)_")]
    private static partial Regex TestOfRow();
}
