namespace AtlanEvents.Fast.PropertyTests;

/// <summary>An event is read back with its fields, in any style and with any segmentation.</summary>
public sealed class EventProperties
{
    [Property(MaxTest = 800, Arbitrary = [typeof(Arbitraries)])]
    public void AnyEvent_InAnyStyle_IsReadBack(EventModel model, WritingStyle style, Cutting cutting)
    {
        byte[] line = EventWriter.Write(model, style);
        byte[] input = [.. line, (byte)'\n', .. line];
        var expected = new EventFields(model.OperationType, model.TypeName, model.Guid, model.QualifiedName, model.DeleteHandler);

        foreach (ReadWay way in ReadWay.All.Where(way => way.Path is ReadPath.Parse or ReadPath.Enumerate or ReadPath.Stream))
            AssertBothAre(expected, way.Read(input));

        foreach (EngineChoice engine in EngineChoice.All)
            AssertBothAre(expected, new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input), cutting.PerRead));
    }

    [Property(MaxTest = 30, Arbitrary = [typeof(Arbitraries)])]
    public void AnyEvent_OnEveryPath_IsReadBack(EventModel model, WritingStyle style)
    {
        // Short, because it is split at every byte.
        byte[] line = EventWriter.Write(model with { Decoys = 0 }, style);
        var expected = new EventFields(model.OperationType, model.TypeName, model.Guid, model.QualifiedName, model.DeleteHandler);

        foreach (ReadWay way in ReadWay.All)
            AssertBothAre(expected, way.Read([.. line, .. "\r\n"u8, .. line]));
    }

    private static void AssertBothAre(EventFields expected, ReadingResult result)
    {
        Assert.Equal(2, result.Lines.Count);
        Assert.All(result.Lines, line => Assert.Equal(expected, line.Fields));
    }
}
