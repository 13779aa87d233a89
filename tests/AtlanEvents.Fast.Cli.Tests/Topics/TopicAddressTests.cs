using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Kafka;

namespace AtlanEvents.Fast.Cli.Tests.Topics;

/// <summary>What the parts of a <c>kafka://</c> address mean, and what is said about mistakes.</summary>
public sealed class TopicAddressTests
{
    [Fact]
    public void All_parts()
    {
        var address = TopicAddress.Parse("kafka://a:9092,b:9093/ATLAS_ENTITIES?group=g%201&from=2026-11-01T10:00:00%2B02:00&until=end");
        Assert.Equal("a:9092,b:9093", address.Servers);
        Assert.Equal("ATLAS_ENTITIES", address.Topic);
        Assert.Equal("g 1", address.Group);
        Assert.Equal(TopicPosition.At(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)), address.From);
        Assert.Equal(TopicPosition.End, address.Until);
        Assert.True(address.HasEnd);
        Assert.Equal("kafka://a:9092,b:9093/ATLAS_ENTITIES", address.Name);
    }

    [Fact]
    public void Without_parameters_everything_is_read()
    {
        var address = TopicAddress.Parse("KAFKA://broker/topic");
        Assert.Null(address.Group);
        Assert.Equal(TopicPosition.Beginning, address.From);
        Assert.Equal(TopicPosition.End, address.Until);
        Assert.False(address.HasEnd);
    }

    [Theory]
    [InlineData("from=2026-11-30", 2026, 11, 30, 0)]
    [InlineData("from=2026-11-30T14:00:00Z", 2026, 11, 30, 14)]
    [InlineData("from=2026-11-30T14:00:00", 2026, 11, 30, 14)]
    public void Times_are_UTC_unless_they_say_otherwise(string query, int year, int month, int day, int hour)
        => Assert.Equal(
            TopicPosition.At(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero)),
            TopicAddress.Parse($"kafka://broker/topic?{query}").From);

    [Theory]
    [InlineData("kafka://", "is not a complete address")]
    [InlineData("kafka://broker", "is not a complete address")]
    [InlineData("kafka://broker/", "is not a complete address")]
    [InlineData("kafka:///topic", "is not a complete address")]
    [InlineData("kafka://a,,b/topic", "is not a complete address")]
    [InlineData("kafka://broker/topic/3", "is not a complete address")]
    [InlineData("kafka://broker/a%40b", "is not the name of a topic")]
    [InlineData("kafka://broker/..", "is not the name of a topic")]
    [InlineData("kafka://broker/topic?", "is not a parameter")]
    [InlineData("kafka://broker/topic?group=", "is not a parameter")]
    [InlineData("kafka://broker/topic?offset=7", "is not a parameter")]
    [InlineData("kafka://broker/topic?from=yesterday", "is not a time")]
    [InlineData("kafka://broker/topic?until=beginning", "is not a time")]
    [InlineData("kafka://broker/topic?until=2100-01-01", "is in the future")]
    public void Mistakes_are_explained(string address, string expected)
    {
        var exception = Assert.Throws<ToolException>(() => TopicAddress.Parse(address));
        Assert.Equal(ExitCode.Usage, exception.ExitCode);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_are_refused_and_not_repeated()
    {
        var exception = Assert.Throws<ToolException>(() => TopicAddress.Parse("kafka://user:hunter2@broker/topic"));
        Assert.Contains("--kafka-config", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Destinations_take_no_parameters()
        => Assert.Throws<ToolException>(() => TopicAddress.ParseDestination("kafka://broker/topic?group=g"));
}
