using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Tests.Framing;

public sealed class LineFramerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "1@0+0=|")]
    [InlineData("a", "1@0+1=a.")]
    [InlineData("a\n", "1@0+1=a|")]
    [InlineData("a\r\n", "1@0+1=a|")]
    [InlineData("a\r\r\n", "1@0+2=a\r|")]
    [InlineData("a\r", "1@0+2=a\r.")]
    [InlineData("\r\n", "1@0+0=|")]
    [InlineData("\n\n\n", "1@0+0=|2@1+0=|3@2+0=|")]
    [InlineData("a\nbc\r\nd", "1@0+1=a|2@2+2=bc|3@6+1=d.")]
    [InlineData("abc\ndefghijk\nl\n", "1@0+3=abc|2@4+8=defghijk|3@13+1=l|")]
    public void TryReadLine_EverySegmentation_ReturnsTheLines(string input, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        Assert.Equal(expected, Frame([bytes], 100));
        Assert.Equal(expected, Frame(Pieces.BytePerPiece(bytes), 100));
        Assert.Equal(expected, Frame(Pieces.BytePerPieceWithEmptyOnes(bytes), 100));
        for (int first = 0; first <= bytes.Length; first++)
        {
            for (int second = first; second <= bytes.Length; second++)
                Assert.Equal(expected, Frame(Pieces.CutAt(bytes, first, second), 100));
        }
    }

    [Theory]
    [InlineData("1234\n5", "1@0+4=1234|2@5+1=5.")]
    [InlineData("1234\r\n5", "1@0+4=1234|2@6+1=5.")]
    [InlineData("12345\n5", "1@0+5=1234|2@6+1=5.")]
    [InlineData("12345\r\n5", "1@0+5=1234|2@7+1=5.")]
    [InlineData("1234\r\r\n5", "1@0+5=1234|2@7+1=5.")]
    [InlineData("1234\r", "1@0+5=1234.")]
    [InlineData("1234567890123456789012345\r\n\n", "1@0+25=1234|2@27+0=|")]
    [InlineData("1234567890123456789012345", "1@0+25=1234.")]
    public void TryReadLine_LineAroundTheLimit_KeepsTheLimitAndCountsTheRest(string input, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        Assert.Equal(expected, Frame([bytes], 4));
        Assert.Equal(expected, Frame(Pieces.BytePerPieceWithEmptyOnes(bytes), 4));
        for (int cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Frame(Pieces.CutAt(bytes, cut), 4));
    }

    [Fact]
    public void TryReadLine_MoreThanFourGibibytes_CountsInLong()
    {
        // One line of 5 GiB, of which ten bytes are kept.
        using var framer = new LineFramer(10);
        byte[] segment = new byte[16 * 1024 * 1024];
        for (int i = 0; i < 320; i++)
        {
            framer.StartSegment();
            Assert.False(framer.TryReadLine(segment, out _));
            Assert.Equal(segment.Length, framer.Position);
            framer.Recycle();
        }

        framer.StartSegment();
        Assert.True(framer.TryReadLine("\nnext"u8, out LineFrame frame));
        const long Length = 320L * 16 * 1024 * 1024;
        Assert.Equal((Length, 0, Length + 1, 10), (frame.Length, frame.Offset, frame.End, frame.Line.Length));
        Assert.False(framer.TryReadLine("\nnext"u8, out _));
        Assert.True(framer.TryReadLastLine(out frame));
        Assert.Equal((4, Length + 1, Length + 5, 2), (frame.Length, frame.Offset, frame.End, frame.Number));
    }

    [Fact]
    public void ReadLineAndSkipLine_MoveAfterNewlineOrCrLf()
    {
        using var framer = new LineFramer(10);
        ReadOnlySpan<byte> segment = "ab\r\ncde\nf\ng\r\nhi"u8;
        LineFrame frame = framer.ReadLine(segment, 2);
        Assert.Equal((2, 1, 0, 4, true), (frame.Length, frame.Number, frame.Offset, frame.End, frame.IsTerminated));
        Assert.True(frame.Line.SequenceEqual("ab"u8));
        Assert.Equal((4, 2, 4), (framer.Position, framer.NextNumber, framer.NextOffset));

        framer.SkipLine(segment, 3);
        Assert.Equal((8, 3, 8), (framer.Position, framer.NextNumber, framer.NextOffset));

        Assert.True(framer.TryReadLine(segment, out frame));
        Assert.Equal((3, 8, 10, true), (frame.Number, frame.Offset, frame.End, frame.IsTerminated));

        framer.SkipLine(segment, 1);
        Assert.Equal((13, 5, 13), (framer.Position, framer.NextNumber, framer.NextOffset));
        Assert.True(framer.IsAtLineStart);
        Assert.False(framer.TryReadLine(segment, out _));
        Assert.False(framer.IsAtLineStart);
        Assert.True(framer.TryReadLastLine(out frame));
        Assert.Equal((5, 13, 15, false), (frame.Number, frame.Offset, frame.End, frame.IsTerminated));
        Assert.True(framer.IsAtLineStart);
    }

    [Fact]
    public void SkipPreamble_MovesOffsetsOnly()
    {
        using var framer = new LineFramer(10);
        framer.SkipPreamble(3);
        Assert.True(framer.TryReadLine("a\n"u8, out LineFrame frame));
        Assert.Equal((1, 3, 5), (frame.Number, frame.Offset, frame.End));
    }

    // number@offset+length=bytes, then | or, without a newline, a dot.
    private static string Frame(ReadOnlyMemory<byte>[] segments, int maxLineBytes)
    {
        using var framer = new LineFramer(maxLineBytes);
        var text = new StringBuilder();
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            framer.StartSegment();
            while (framer.TryReadLine(segment.Span, out LineFrame frame))
                Describe(frame);

            Assert.Equal(segment.Length, framer.Position);
            framer.Recycle();
        }

        if (framer.TryReadLastLine(out LineFrame last))
            Describe(last);

        Assert.False(framer.TryReadLastLine(out _));
        return text.ToString();

        void Describe(in LineFrame frame)
        {
            text.Append(frame.Number).Append('@').Append(frame.Offset).Append('+').Append(frame.Length).Append('=');
            text.Append(Encoding.UTF8.GetString(frame.Line)).Append(frame.IsTerminated ? '|' : '.');
        }
    }
}
