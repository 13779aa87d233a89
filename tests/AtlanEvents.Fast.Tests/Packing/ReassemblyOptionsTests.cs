namespace AtlanEvents.Fast.Tests.Packing;

public sealed class ReassemblyOptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented()
    {
        var limits = new ReassemblyOptions();
        Assert.Equal(ReassemblyOptions.Default, limits);
        Assert.Equal((64 * 1024 * 1024, 1_024, 256 * 1024 * 1024, 1_024, 1_000_000),
            (limits.MaxMessageBytes, limits.MaxParts, limits.MaxPendingBytes, limits.MaxPendingMessages, limits.MaxAgeInLines));
        Assert.Null(new EventReaderOptions().Reassembly);
        Assert.Equal(EventWrappers.None, new EventReaderOptions().Unwrap);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ReassemblyOptions.MaxMessageBytesLimit + 1)]
    [InlineData(int.MinValue)]
    public void MaxMessageBytes_OutOfRange_Throws(int value)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxMessageBytes = value });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_537)]
    public void MaxParts_OutOfRange_Throws(int value)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxParts = value });

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void OtherLimits_BelowZero_Throw(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxPendingBytes = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxPendingMessages = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxAgeInLines = value });
    }

    [Fact]
    public void MaxPendingMessages_TooMany_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ReassemblyOptions { MaxPendingMessages = 65_537 });

    [Fact]
    public void Limits_AtTheirBounds_AreAccepted()
    {
        Assert.Equal(1, new ReassemblyOptions { MaxMessageBytes = 1 }.MaxMessageBytes);
        Assert.Equal(1 << 30, new ReassemblyOptions { MaxMessageBytes = ReassemblyOptions.MaxMessageBytesLimit }.MaxMessageBytes);
        Assert.Equal((1, 65_536), (new ReassemblyOptions { MaxParts = 1 }.MaxParts, new ReassemblyOptions { MaxParts = 65_536 }.MaxParts));
        Assert.Equal((0, long.MaxValue), (new ReassemblyOptions { MaxPendingBytes = 0 }.MaxPendingBytes,
            new ReassemblyOptions { MaxPendingBytes = long.MaxValue }.MaxPendingBytes));
        Assert.Equal((0, 65_536), (new ReassemblyOptions { MaxPendingMessages = 0 }.MaxPendingMessages,
            new ReassemblyOptions { MaxPendingMessages = 65_536 }.MaxPendingMessages));
        Assert.Equal((0, long.MaxValue), (new ReassemblyOptions { MaxAgeInLines = 0 }.MaxAgeInLines,
            new ReassemblyOptions { MaxAgeInLines = long.MaxValue }.MaxAgeInLines));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(-1)]
    public void Unwrap_Unknown_Throws(int value)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new EventReaderOptions { Unwrap = (EventWrappers)value });
}
