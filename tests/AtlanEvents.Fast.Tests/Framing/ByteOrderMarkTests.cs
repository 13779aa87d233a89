using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Tests.Framing;

public sealed class ByteOrderMarkTests
{
    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, 3)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 1 }, 3)]
    [InlineData(new byte[] { (byte)'{' }, 0)]
    [InlineData(new byte[] { 0xEF, 1 }, 0)]
    [InlineData(new byte[] { 0, 0, 0xFE, 1 }, 0)]
    public void TryMeasure_EnoughBytes_ReturnsTheLength(byte[] start, int expected)
    {
        Assert.True(ByteOrderMark.TryMeasure(start, isWhole: false, out int length));
        Assert.Equal(expected, length);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xEF })]
    [InlineData(new byte[] { 0xEF, 0xBB })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xFE })]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0xFE })]
    public void TryMeasure_PartialMark_WaitsUnlessItIsTheWholeInput(byte[] start)
    {
        Assert.False(ByteOrderMark.TryMeasure(start, isWhole: false, out _));
        Assert.True(ByteOrderMark.TryMeasure(start, isWhole: true, out int length));
        Assert.Equal(0, length);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFE, 0xFF })]
    [InlineData(new byte[] { 0, 0, 0xFE, 0xFF })]
    public void TryMeasure_OtherEncoding_Throws(byte[] start)
        => Assert.Equal(
            LineFaultReason.UnsupportedEncoding,
            Assert.Throws<EventFormatException>(() => ByteOrderMark.TryMeasure(start, isWhole: false, out _)).Reason);
}
