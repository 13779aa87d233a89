using System.Globalization;
using System.Text.Json;

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

    [Theory]
    [InlineData("\"eventTime\":1667822854152")]
    [InlineData("\"eventTime\":1667822854152,\"eventTime\":7")]
    [InlineData("\"eventTime\":1667822854152,\"mutatedDetails\":{\"a\":1},\"eventTime\":null")]
    [InlineData("\"eventTime\":1667822854152,\"event\\u0054ime\":7")]
    [InlineData("\"eventTime\":1667822854152,\"mutatedDetails\":{\"eventTime\":7,\"text\":\"\\\"\"}")]
    [InlineData("\"eventTime\":1667822854152,\"mutatedDetails\":{\"a\":[{}]},\"headers\":{}")]
    [InlineData("\"eventTime\":0")]
    [InlineData("\"eventTime\":-1")]
    [InlineData("\"eventTime\":12.5")]
    [InlineData("\"eventTime\":1e3")]
    [InlineData("\"eventTime\":999999999999999999")]
    [InlineData("\"eventTime\":1667822854152000000000")]
    [InlineData("\"eventTime\":\"5\"")]
    [InlineData("\"eventTime\": 5")]
    [InlineData("\"eventTime\":5 ")]
    [InlineData("\"eventTimes\":5")]
    [InlineData("\"x\":{\"eventTime\":5}")]
    public void TryGetEventTime_AfterTheOperation_IsThatOfJsonDocument(string members)
    {
        string[] operations = ["ENTITY_DELETE", "ENTITY\\u005fDELETE", "\\\",\\\"eventTime\\\":9", "x\\\\"];
        string[] endings = ["}}", ",\"entity\":{\"eventTime\":3}}}", "},\"eventTime\":4}"];
        foreach (string operation in operations)
        {
            foreach (string ending in endings)
            {
                string line = $$"""{"message":{"entity":{},"operationType":"{{operation}}",{{members}}{{ending}}""";
                if (ending.StartsWith(','))
                    line = line.Replace("\"entity\":{},", "", StringComparison.Ordinal);

                Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view), line);
                using var document = JsonDocument.Parse(line);
                long expected = document.RootElement.GetProperty("message").TryGetProperty("eventTime", out JsonElement time)
                    && time.ValueKind == JsonValueKind.Number
                    && time.TryGetInt64(out long number)
                    && number < 253_402_300_800_000
                    ? number
                    : long.MinValue;

                Assert.True(view.TryGetEventTime(out DateTimeOffset found) == expected > long.MinValue, line);
                if (expected > long.MinValue)
                    Assert.True(expected == found.ToUnixTimeMilliseconds(), line);
            }
        }
    }

    [Fact]
    public void TryGetEventTime_WithoutOne_IsFalse()
    {
        Assert.True(EventParser.TryParse("""{"message":{"entity":{}}}"""u8, out EventView view));
        Assert.False(view.TryGetEventTime(out _));
        Assert.False(default(EventView).TryGetEventTime(out _));
    }
}
