using System.Globalization;

namespace AtlanEvents.Fast.Tests.Cases;

/// <summary>
/// Every file in the folders accept, reject and regressions of testdata, with every engine and path. A new file is a new test without
/// further code.
/// </summary>
/// <remarks>
/// In accept, every line is an event. In reject, every line is rejected for the reason at the start of the file name:
/// <c>invalid-json--trailing-comma.ndjson</c>. In regressions, a name starts with <c>accept--</c>, <c>reject--reason--</c> or
/// <c>mixed--</c>, for which the oracle computes the outcomes with either policy on duplicates; <c>mixed--at-most-64--</c> sets the limit
/// of
/// the length of a line.
/// </remarks>
public sealed class CaseFileTests
{
    public static TheoryData<ReadWay, string> Files
    {
        get
        {
            var data = new TheoryData<ReadWay, string>();
            foreach (string folder in new[] { "accept", "reject", "regressions" })
            {
                string path = Repository.PathOf("testdata", folder);
                string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.ndjson") : [];
                foreach (string file in files.Order(StringComparer.Ordinal))
                {
                    foreach (ReadWay way in ReadWay.All)
                        data.Add(way, $"{folder}/{Path.GetFileNameWithoutExtension(file)}");
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void File_OnEveryPath_HasTheOutcomeInItsName(ReadWay way, string file)
    {
        byte[] input = File.ReadAllBytes(Repository.PathOf("testdata", file + ".ndjson"));
        LineVerdict? expected = ExpectedOf(file);
        EventReaderOptions options = OptionsOf(file);

        ReadingResult result = Read(way, input, options);
        Assert.NotEqual(0, result.Counts.Lines);
        if (expected is not null)
        {
            Assert.NotEmpty(result.Lines);
            Assert.Equal(result.Counts.Lines, result.Lines.Count);
            Assert.All(result.Lines, line => Assert.Equal(expected, line.Verdict));
        }

        ReadingResult.AssertEqual(LineOracle.Read(input, options), result);
        if (file.StartsWith("regressions/", StringComparison.Ordinal))
        {
            EventReaderOptions lastWins = options with { AllowDuplicateFields = true };
            ReadingResult.AssertEqual(LineOracle.Read(input, lastWins), Read(way, input, lastWins), "LastWins");
        }
    }

    [Fact]
    public void Folders_HaveManyFiles()
    {
        Assert.InRange(Directory.GetFiles(Repository.PathOf("testdata", "accept"), "*.ndjson").Length, 30, 1000);
        Assert.InRange(Directory.GetFiles(Repository.PathOf("testdata", "reject"), "*.ndjson").Length, 30, 1000);
    }

    private static ReadingResult Read(ReadWay way, byte[] input, EventReaderOptions options)
    {
        // Starts with a new engine. Large files would be split at too many positions.
        EngineChoice.ResetPool();
        return way.Path == ReadPath.SplitAtEveryByte && input.Length > 2000
            ? new ReadWay(way.Engine, ReadPath.Whole).Read(input, options)
            : way.Read(input, options);
    }

    private static EventReaderOptions OptionsOf(string file)
    {
        const string Limit = "at-most-";
        string? limit = file.Split("--").FirstOrDefault(part => part.StartsWith(Limit, StringComparison.Ordinal));
        return limit is null
            ? new EventReaderOptions()
            : new EventReaderOptions
            {
                MaxLineBytes = int.Parse(limit.AsSpan(Limit.Length), NumberStyles.None, CultureInfo.InvariantCulture),
            };
    }

    private static LineVerdict? ExpectedOf(string file)
    {
        string[] parts = file.Split('/', 2);
        (string kind, string name) = (parts[0], parts[1]);
        if (kind == "regressions")
        {
            parts = name.Split("--", 2);
            (kind, name) = (parts[0], parts[1]);
        }

        if (kind == "mixed")
            return null;

        if (kind == "accept")
            return LineVerdict.Event;

        Assert.Equal("reject", kind);
        string reason = name.Split("--")[0].Replace("-", string.Empty, StringComparison.Ordinal);
        Assert.True(Enum.TryParse(reason, ignoreCase: true, out LineFaultReason fault),
            string.Create(CultureInfo.InvariantCulture, $"{file} starts with no reason."));
        return LineVerdict.Rejected(fault);
    }
}
