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

    [Fact]
    public void EveryRow_HasTestsOfItsNumber()
    {
        string[] sources = Directory.GetFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories);
        int[] tested = [.. sources.SelectMany(file => TestOfRow().Matches(File.ReadAllText(file))).Select(match => int.Parse(match.Groups[1].ValueSpan)).Distinct().Order()];

        Assert.Equal(Enumerable.Range(1, Rows), tested);
    }

    [GeneratedRegex(@"public (?:async Task|Task|void) Row(\d\d)_")]
    private static partial Regex TestOfRow();
}
