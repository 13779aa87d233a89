namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>
/// Nicolas Seriot's JSONTestSuite: <c>y_</c> is accepted, <c>n_</c> is rejected, <c>i_</c> has the verdict of the oracle.
/// </summary>
public sealed class JsonTestSuiteTests
{
    [CorpusFact]
    public void EveryCase_AsOneInput_HasTheVerdictInItsName()
        => ForEachCase((name, json) =>
        {
            foreach (EngineChoice engine in EngineChoice.All)
            {
                LineVerdict verdict = Parsing.Parse(json, out _, engine.In());
                AssertAsNamed(name, json, verdict);
            }
        });

    [CorpusFact]
    public void EveryCase_AsAValueOfAnEvent_HasTheVerdictInItsName()
        => ForEachCase((name, json) =>
        {
            // Inside an event, the validity of these cases changes.
            if (json.Length == 0 || name is "n_structure_double_array.json" or "n_structure_array_trailing_garbage.json"
                || json.AsSpan().StartsWith(Mark))
                return;

            byte[] line = [.. """{"message":{"entity":{"other":"""u8, .. json, .. ""","guid":"g"}}}"""u8];
            (LineVerdict expected, _) = LineOracle.Judge(line);
            if (name.StartsWith("y_", StringComparison.Ordinal))
                Assert.Equal(LineVerdict.Event, expected);

            foreach (EngineChoice engine in EngineChoice.All)
                Assert.Equal(expected, Parsing.Parse(line, out _, engine.In()));
        });

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private static void AssertAsNamed(string name, byte[] json, LineVerdict verdict)
    {
        bool isAccepted = verdict.Outcome is LineOutcome.Event or LineOutcome.NotRoutable;
        switch (name[0])
        {
            case 'y':
                Assert.True(isAccepted, $"{name}: {verdict}");
                break;

            case 'n':
                // An empty text, white space or a byte order mark alone is not JSON, but a blank line.
                bool isNothing = name is "n_structure_no_data.json" or "n_single_space.json" or "n_structure_UTF8_BOM_no_data.json";
                Assert.Equal(isNothing ? LineOutcome.Blank : LineOutcome.Rejected, verdict.Outcome);
                break;

            default:
                byte[] withoutMark = json.AsSpan().StartsWith(Mark) ? json[Mark.Length..] : json;
                bool isBlank = LineOracle.Judge(withoutMark).Verdict.Outcome == LineOutcome.Blank;
                Assert.True(isBlank || LineOracle.IsWellFormed(withoutMark) == isAccepted, $"{name}: {verdict}");
                break;
        }
    }

    private static void ForEachCase(Action<string, byte[]> test)
    {
        string[] files = Directory.GetFiles(Corpora.PathOf("JSONTestSuite", "test_parsing"), "*.json");
        Assert.InRange(files.Length, 300, 1000);
        foreach (string file in files.Order(StringComparer.Ordinal))
            test(Path.GetFileName(file), File.ReadAllBytes(file));
    }
}
