using AtlanEvents.Fast.Kafka.Watching;
using FsCheck.Xunit;

namespace AtlanEvents.Fast.Kafka.Tests.Watching;

public sealed class StaleEventDetectorTests
{
    [Fact]
    public void IsStale_OlderThanAnEventOfTheSameAsset_Only()
    {
        var detector = new StaleEventDetector(maxAssets: 10);
        Assert.False(IsStale(detector, asset: 1, time: 5));
        Assert.False(IsStale(detector, asset: 2, time: 3));
        Assert.False(IsStale(detector, asset: 1, time: 5));
        Assert.True(IsStale(detector, asset: 1, time: 4));
        Assert.False(IsStale(detector, asset: 1, time: 6));
        Assert.True(IsStale(detector, asset: 1, time: 5));
    }

    [Fact]
    public void IsStale_GuidsThatAreNotUuids_AreStrings()
    {
        var detector = new StaleEventDetector(maxAssets: 10);
        Assert.False(IsStale(detector, "-1", time: 5));
        Assert.False(IsStale(detector, "-2", time: 4));
        Assert.True(IsStale(detector, "-1", time: 4));
    }

    [Fact]
    public void IsStale_NoGuidOrTime_IsFalse()
    {
        var detector = new StaleEventDetector(maxAssets: 10);
        foreach (string line in (string[])
            [
                """{"message":{"entity":{},"eventTime":2}}""",
                """{"message":{"entity":{"guid":"a"}}}""",
                """{"message":{"entity":{},"eventTime":1}}""",
            ])
        {
            Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
            Assert.False(detector.IsStale(view));
        }
    }

    /// <summary>
    /// Compares with dictionaries: an asset among the last half of the memory is surely remembered; another one may be.
    /// </summary>
    [Property(MaxTest = 100, EndSize = 300)]
    public void IsStale_AnyEvents_KnowsRecentAssetsAndInventsNothing((byte Asset, byte Time)[] events)
    {
        const int Memory = 16;
        var detector = new StaleEventDetector(Memory);
        var newest = new Dictionary<byte, long>();
        var remembered = new Dictionary<byte, long>();
        var recent = new List<byte>();
        foreach ((byte asset, byte time) in events)
        {
            bool isRecent = recent.AsEnumerable().Reverse().Distinct().Take(Memory / 2).Contains(asset);
            bool isStale = detector.IsStale(new Guid(asset, 0, 0, new byte[8]), time);
            if (isRecent && time < remembered[asset])
                Assert.True(isStale);

            if (isStale)
                Assert.True(time < newest[asset]);

            newest[asset] = Math.Max(newest.GetValueOrDefault(asset), time);
            remembered[asset] = isRecent ? Math.Max(remembered[asset], time) : time;
            recent.Add(asset);
        }
    }

    private static bool IsStale(StaleEventDetector detector, int asset, long time) => IsStale(detector, Lines.GuidOf(asset), time);

    private static bool IsStale(StaleEventDetector detector, string guid, long time)
    {
        string line = $$$"""{"message":{"entity":{"guid":"{{{guid}}}"},"operationType":"ENTITY_UPDATE","eventTime":{{{time}}}}}""";
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        return detector.IsStale(view);
    }
}
