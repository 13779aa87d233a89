using System.Globalization;

namespace AtlanEvents.Fast.Tests;

public sealed class EventViewTests
{
    [Theory]
    [InlineData("default/snowflake/17/db/schema", "default/snowflake/17")]
    [InlineData("default/snowflake/17", "default/snowflake/17")]
    [InlineData("default/snow\\u0066lake/17/db", "default/snowflake/17")]
    [InlineData("default/snowflake", null)]
    [InlineData("glossary@x", null)]
    public void ConnectionQualifiedName_IsTheConnectionOrAbsent(string qualifiedName, string? expected)
    {
        string line = Lines.Fill("""{"message":{"entity":{"attributes":{"qualifiedName":"#"}}}}""", qualifiedName);
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        Assert.Equal(expected, view.ConnectionQualifiedName.ToStringOrNull());
        Assert.Equal(expected, view.ToRecord().ConnectionQualifiedName);
    }

    [Theory]
    [InlineData("1667822854311", "2022-11-07T12:07:34.3110000+00:00")]
    [InlineData("0", "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("-1", "1969-12-31T23:59:59.9990000+00:00")]
    [InlineData("1,\"eventTime\":2", "1970-01-01T00:00:00.0020000+00:00")]
    [InlineData("253402300800000", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1.5", null)]
    [InlineData("\"1667822854311\"", null)]
    [InlineData("null", null)]
    public void TryGetEventTime_IsTheTimeOfTheMessage(string eventTime, string? expected)
    {
        string line = Lines.Fill("""{"eventTime":5,"message":{"entity":{"eventTime":6},"eventTime":#}}""", eventTime);
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        Assert.Equal(expected is not null, view.TryGetEventTime(out DateTimeOffset time));
        Assert.Equal(expected, expected is null ? null : time.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void TryGetEventTime_WithoutOne_IsFalse()
    {
        Assert.True(EventParser.TryParse("""{"message":{"entity":{}}}"""u8, out EventView view));
        Assert.False(view.TryGetEventTime(out _));
        Assert.False(default(EventView).TryGetEventTime(out _));
    }
}
