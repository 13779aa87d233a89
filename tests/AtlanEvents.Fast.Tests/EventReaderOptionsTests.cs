namespace AtlanEvents.Fast.Tests;

public sealed class EventReaderOptionsTests
{
    [Fact]
    public void Defaults_AreSafe()
    {
        var options = new EventReaderOptions();
        Assert.Equal(4 * 1024 * 1024, options.MaxLineBytes);
        Assert.False(options.AllowDuplicateFields);
        Assert.Equal(EventEngine.Auto, options.Engine);
        Assert.Null(options.FaultHandler);
        Assert.Null(options.EnginePool);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(EventReaderOptions.MaxLineBytesLimit + 1)]
    public void MaxLineBytes_OutOfRange_Throws(int value)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new EventReaderOptions { MaxLineBytes = value });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((16 * 1024 * 1024) + 1)]
    public void BufferSize_OutOfRange_Throws(int value)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new EventReaderOptions { BufferSize = value });

    [Fact]
    public void Limits_AtTheirBounds_AreAccepted()
    {
        Assert.Equal(1, new EventReaderOptions { MaxLineBytes = 1 }.MaxLineBytes);
        Assert.Equal(1 << 30, new EventReaderOptions { MaxLineBytes = EventReaderOptions.MaxLineBytesLimit }.MaxLineBytes);
        Assert.Equal(1, new EventReaderOptions { BufferSize = 1 }.BufferSize);
    }

    [Fact]
    public async Task MinimumBuffer_HasTheSameResults()
    {
        await using EventReader reader = EventReader.Create(
            new MemoryStream("""{"message":{"entity":{"guid":"g"}}}"""u8.ToArray()), new EventReaderOptions { BufferSize = 1 });
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                Assert.True(view.Guid.Equals("g"u8));
        }

        Assert.Equal(1, reader.Counts.Events);
    }
}
