using FsCheck.Fluent;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>No line of an input is lost, moved or counted twice.</summary>
public sealed class InputProperties
{
    [Property(MaxTest = 300, EndSize = 25, Arbitrary = [typeof(Arbitraries)])]
    public Property AnyInput_OnAnyPath_HasTheResultOfTheOracle(MixedInput input, Cutting cutting)
    {
        return Prop.When(!input.IsOfOtherEncoding, () =>
        {
            ReadingResult expected = LineOracle.Read(input.Bytes);
            foreach (ReadWay way in ReadWay.All.Where(way => way.Path is not (ReadPath.SplitAtEveryByte or ReadPath.BytePerRead)))
                ReadingResult.AssertEqual(expected, way.Read(input.Bytes), way.ToString());

            foreach (EngineChoice engine in EngineChoice.All)
                ReadingResult.AssertEqual(
                    expected, new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input.Bytes), cutting.PerRead));
        });
    }

    [Property(MaxTest = 300, EndSize = 25, Arbitrary = [typeof(Arbitraries)])]
    public Property AnyInput_WithAShortLimit_HasTheResultOfTheOracle(MixedInput input, Cutting cutting, PositiveInt limit)
    {
        return Prop.When(!input.IsOfOtherEncoding, () =>
        {
            var options = new EventReaderOptions { MaxLineBytes = limit.Get * 20 };
            ReadingResult expected = LineOracle.Read(input.Bytes, options);
            foreach (ReadWay way in ReadWay.All.Where(way => way.Path is not (ReadPath.SplitAtEveryByte or ReadPath.BytePerRead)))
                ReadingResult.AssertEqual(expected, way.Read(input.Bytes, options), way.ToString());

            foreach (EngineChoice engine in EngineChoice.All)
                ReadingResult.AssertEqual(
                    expected, new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input.Bytes), cutting.PerRead, options));
        });
    }

    [Property(MaxTest = 300, EndSize = 25, Arbitrary = [typeof(Arbitraries)])]
    public Property AnyInput_LinesAtTheirOffsets_AreTheInput(MixedInput input, Cutting cutting)
    {
        return Prop.When(!input.IsOfOtherEncoding, () =>
        {
            foreach (EngineChoice engine in EngineChoice.All)
            {
                ReadingResult result = new ReadWay(engine, ReadPath.Whole).ReadPieces(cutting.Cut(input.Bytes), cutting.PerRead);
                long lines = input.Bytes.LongCount(b => b == (byte)'\n') + (HasOpenEnd(input.Bytes) ? 1 : 0);
                Assert.Equal(lines, result.Counts.Lines);
                Assert.Equal(result.Lines.Count, result.Counts.Events + result.Counts.Rejected);

                long previous = 0;
                foreach (LineResult line in result.Lines)
                {
                    Assert.True(line.Number > previous);
                    previous = line.Number;

                    byte[] bytes = System.Text.Encoding.Latin1.GetBytes(line.Line);
                    int offset = (int)line.Offset;
                    Assert.Equal(bytes, input.Bytes[offset..(offset + bytes.Length)]);
                    Assert.Equal(line.Number - 1, input.Bytes.AsSpan(0, offset).Count((byte)'\n'));
                    ReadOnlySpan<byte> rest = input.Bytes.AsSpan(offset + bytes.Length);
                    Assert.True(rest.IsEmpty || rest.StartsWith("\n"u8) || rest.StartsWith("\r\n"u8));
                }
            }
        });
    }

    private static bool HasOpenEnd(byte[] input)
        => input.Length > 0 && input[^1] != (byte)'\n' && !input.AsSpan().SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
}
