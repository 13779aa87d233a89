using System.Text;
using AtlanEvents.Fast.Testing;
using Xunit;

namespace AtlanEvents.Fast.Tests.Data;

/// <summary>Every kind of event and message in testdata/events becomes what stands beside it.</summary>
public sealed class EventKindTests
{
    public static TheoryData<string> Kinds =>
        [.. Directory.GetFiles(Folder, "*.ndjson").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static string Folder => Repository.PathOf("testdata", "events");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parse_EachLine_GivesWhatIsExpected(string kind)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, kind + ".ndjson"));
        string[] expected = File.ReadAllLines(Path.Combine(Folder, kind + ".expected"));

        Assert.NotEmpty(lines);
        Assert.Equal(expected, lines.Select(line => Describe(Encoding.UTF8.GetBytes(line))));
    }

    private static string Describe(byte[] line)
    {
        LineVerdict verdict = EventParser.Parse(line, out EventView e);
        return verdict.Outcome == LineOutcome.Event
            ? $"{Text(e.OperationText)}\t{Text(e.TypeName)}\t{Text(e.Guid)}\t{Text(e.QualifiedName)}\t{Text(e.DeleteHandlerText)}"
            : verdict.ToString();
    }

    private static string Text(Utf8Field field) => field.ToStringOrNull() ?? "-";
}
