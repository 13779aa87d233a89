namespace AtlanEvents.Fast.PropertyTests;

/// <summary>Every event has a scenario, independent of its style.</summary>
public sealed class ScenarioProperties
{
    private static readonly EventReaderOptions s_lastWins = new() { AllowDuplicateFields = true };
    private static readonly string[] s_operations =
        ["ENTITY_CREATE", "ENTITY_UPDATE", "BUSINESS_ATTRIBUTE_UPDATE", "CLASSIFICATION_ADD", "CLASSIFICATION_DELETE"];

    [Property(MaxTest = 4000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyAcceptedLine_HasAScenario(MutatedLine line) => AssertHasAScenario(line.Bytes);

    [Property(MaxTest = 4000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyScenario_Damaged_HasAScenarioIfItIsAccepted(ScenarioLine line, int seed)
        => AssertHasAScenario(line.Damaged(seed));

    [Property(MaxTest = 4000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyScenario_InAnyStyle_IsTheSame(ScenarioLine line, WritingStyle one, WritingStyle other)
    {
        ScenarioCounts counts = CountsOf(line.Write(one));
        ScenarioCounts otherCounts = CountsOf(line.Write(other));

        Assert.Equal(line.Expected, ClassifyText(line.Write(one)));
        Assert.Equal(line.Expected, ClassifyText(line.Write(other)));
        Assert.Equal(counts.UpdatesWith(EventScenario.LineageCreated), otherCounts.UpdatesWith(EventScenario.LineageCreated));
        Assert.Equal(counts.UpdatesWith(EventScenario.AssetCreated), otherCounts.UpdatesWith(EventScenario.AssetCreated));
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Arbitraries)])]
    public void AnyEvent_InAnyStyle_HasTheSameScenario(EventModel model, WritingStyle style)
    {
        foreach (string operation in s_operations)
        {
            EventModel changed = model with { OperationType = operation };

            // The same seed gives the same members.
            byte[] plain = EventWriter.Write(changed, new WritingStyle { Seed = style.Seed });
            Assert.Equal(ClassifyText(plain), ClassifyText(EventWriter.Write(changed, style)));
        }
    }

    private static string ClassifyText(byte[] line)
    {
        Assert.True(EventParser.TryParse(line, out EventView view));
        return EventScenarios.Classify(view).ToString();
    }

    private static ScenarioCounts CountsOf(byte[] line)
    {
        var counts = new ScenarioCounts();
        Assert.True(EventParser.TryParse(line, out EventView view));
        counts.Add(view);
        return counts;
    }

    private static void AssertHasAScenario(byte[] line)
    {
        if (Parsing.Parse(line, out EventView view, s_lastWins).Outcome != LineOutcome.Event)
            return;

        ScenarioVerdict verdict = EventScenarios.Classify(view);
        var counts = new ScenarioCounts();
        counts.Add(view);
        Assert.True(Enum.IsDefined(verdict.Scenario) && Enum.IsDefined(verdict.TagOrigin));
        Assert.Equal(1, counts.CountOf(verdict.Scenario));
        Assert.Equal(1, Enum.GetValues<EventScenario>().Sum(scenario => counts.CountOf(scenario) + counts.UpdatesWith(scenario)));
    }
}
