namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Up to four layers of any kind are unpacked.</summary>
public sealed class LayerTests
{
    [Theory, EveryWay]
    public void Layers_OfOneKind_AreUnpackedUpToFour(ReadWay way)
    {
        Assert.Equal(Packed.Fields, way.FieldsOf(Wrapped(Wrapping.EventBridge, 4), Packed.Open));
        Assert.Equal(Verdicts.NotAnEvent, way.Judge(Wrapped(Wrapping.EventBridge, 5), Packed.Open));
        Assert.Equal(Packed.Fields, way.FieldsOf(Compressed(Packed.Event, 4), Packed.Open));
        Assert.Equal(Packed.CompressedOrSplit, way.Judge(Compressed(Packed.Event, 5), Packed.Open));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Layers_OfEveryMixture_AreUnpacked(int wrappersOutside)
    {
        byte[] line = Compressed(Packed.Event, 4 - wrappersOutside);
        for (int i = 0; i < wrappersOutside; i++)
            line = WrapperWriter.Wrap(line, i == 1 ? Wrapping.LambdaBase64 : Wrapping.Kcat);

        foreach (ReadWay way in ReadWay.All.Where(way => way.Path == ReadPath.Whole))
        {
            Assert.Equal(Packed.Fields, way.FieldsOf(line, Packed.Open));
            Assert.NotEqual(Verdicts.Event, way.Judge(WrapperWriter.Wrap(line, Wrapping.EventBridge), Packed.Open));
        }
    }

    [Theory, EveryWay]
    public void SplitMessage_InsideACompressedOne_IsNotReassembled(ReadWay way)
    {
        byte[][] parts = MessagePacker.SplitInto(2, Packed.Event);
        ReadingResult result = way.Read(Packed.Join(parts.Select(part => MessagePacker.Single(part))), Packed.Open);

        Assert.Empty(result.Lines);
        Assert.Equal("CompressedOrSplit=2", result.Counts.NotRoutableReasons);
    }

    [Theory, EveryWay]
    public void CompressedMessage_InsideASplitOne_IsDecompressed(ReadWay way)
    {
        if (way.Path == ReadPath.Parse)
            return;

        byte[] inside = Compressed(WrapperWriter.Wrap(Packed.Event, Wrapping.Kcat), 2);
        ReadingResult result = way.Read(Packed.Join(MessagePacker.SplitInto(3, inside, isCompressed: false)), Packed.Open);

        Assert.Equal((Packed.Fields, 3), (Assert.Single(result.Lines).Fields, result.Lines[0].Number));
    }

    [Fact]
    public void DamagedMessage_InsideASplitOne_RejectsAllParts()
    {
        byte[] inside = MessagePacker.Record("AAAA", index: 1, count: 1);
        List<Fault> faults = Fault.In(Packed.Join(MessagePacker.SplitInto(2, inside, id: "outer")));

        Assert.Equal([(LineFaultReason.InvalidGzip, "outer", 0, 2), (LineFaultReason.InvalidGzip, "outer", 1, 2)],
            faults.Select(fault => (fault.Reason, fault.Id, fault.Index, fault.Count)));
    }

    private static byte[] Wrapped(Wrapping wrapping, int layers)
    {
        byte[] line = Packed.Event;
        for (int i = 0; i < layers; i++)
            line = WrapperWriter.Wrap(line, wrapping);

        return line;
    }

    private static byte[] Compressed(byte[] line, int layers)
    {
        for (int i = 0; i < layers; i++)
            line = MessagePacker.Single(line);

        return line;
    }
}
