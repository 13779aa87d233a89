namespace AtlanEvents.Fast.Tests.Data;

/// <summary>Every packed line in testdata/events has the outcome in the file <c>.opened.expected</c> beside it.</summary>
public sealed class OpenedFileTests
{
    private static readonly EventReaderOptions s_open = new() { Reassembly = ReassemblyOptions.Default, Unwrap = EventWrappers.All };

    public static TheoryData<string> Kinds => [.. Names];

    private static string[] Names
        => [.. Directory.GetFiles(Folder, "*.opened.expected").Select(path => Path.GetFileName(path).Split('.')[0]).Order()];

    private static string Folder => Repository.PathOf("testdata", "events");

    [Fact]
    public void Kinds_AreAllPackedKinds() => Assert.Equal(["compressed", "split", "wrapped"], Names);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_EachLineUnpacked_HasTheExpectedOutcome(string kind)
    {
        const string Part = "NotRoutable(MessagePart)";
        string[] expected = File.ReadAllLines(Path.Combine(Folder, kind + ".opened.expected"));
        byte[] input = File.ReadAllBytes(Path.Combine(Folder, kind + ".ndjson"));
        foreach (ReadWay way in ReadWay.All.Where(way => way.Path is not (ReadPath.Parse or ReadPath.SplitAtEveryByte)))
        {
            ReadingResult result = way.Read(input, s_open);

            // Lines that are neither events nor rejected are only counted.
            int parts = expected.Count(line => line == Part);
            Assert.Equal(expected.Where(line => line != Part), result.Lines.Select(Describe));
            Assert.Equal(Enumerable.Range(1, expected.Length)
                .Where(number => expected[number - 1] != Part), result.Lines.Select(line => (int)line.Number));
            Assert.Equal(
                (expected.Length, parts == 0 ? "" : $"MessagePart={parts}"), (result.Counts.Lines, result.Counts.NotRoutableReasons));
        }
    }

    private static string Describe(LineResult line)
    {
        EventFields fields = line.Fields!;
        return string.Join('\t', new[] { fields.OperationType, fields.TypeName, fields.Guid, fields.QualifiedName,
            fields.DeleteHandler }.Select(text => text ?? "-"));
    }
}
