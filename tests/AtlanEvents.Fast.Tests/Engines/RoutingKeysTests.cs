using System.Text;
using AtlanEvents.Fast.Engines;
using Xunit;

namespace AtlanEvents.Fast.Tests.Engines;

public sealed class RoutingKeysTests
{
    private static readonly Dictionary<string, RoutingKey> s_keys = new()
    {
        ["message"] = RoutingKey.Message,
        ["operationType"] = RoutingKey.OperationType,
        ["entity"] = RoutingKey.Entity,
        ["typeName"] = RoutingKey.TypeName,
        ["guid"] = RoutingKey.Guid,
        ["attributes"] = RoutingKey.Attributes,
        ["deleteHandler"] = RoutingKey.DeleteHandler,
        ["qualifiedName"] = RoutingKey.QualifiedName,
        ["type"] = RoutingKey.Type,
        ["entities"] = RoutingKey.Entities,
        ["relationship"] = RoutingKey.Relationship,
        ["atlan-webhook"] = RoutingKey.AtlanWebhook,
        ["payload"] = RoutingKey.Payload,
    };

    [Fact]
    public void Identify_EveryKey_IsKnownPlainAndEscaped()
    {
        Assert.Equal(Enum.GetValues<RoutingKey>().Where(key => key != RoutingKey.None).Order(), s_keys.Values.Order());
        Assert.Equal(RoutingKeys.MaxLength, s_keys.Keys.Max(key => key.Length));
        foreach ((string text, RoutingKey key) in s_keys)
        {
            Assert.Equal(key, RoutingKeys.Identify(Encoding.UTF8.GetBytes(text)));
            Assert.Equal(key, RoutingKeys.Identify(Encoding.UTF8.GetBytes(text), isEscaped: false));
            string escaped = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
            Assert.Equal(key, RoutingKeys.Identify(Encoding.UTF8.GetBytes(escaped), isEscaped: true));
        }
    }

    [Fact]
    public void Identify_AlmostAKey_IsNone()
    {
        foreach (string text in s_keys.Keys)
        {
            for (int i = 0; i < text.Length; i++)
            {
                AssertNone(text.Remove(i, 1));
                AssertNone(text.Insert(i, "x"));
                AssertNone($"{text[..i]}{(char)(text[i] ^ 0x20)}{text[(i + 1)..]}");
                AssertNone($"{text[..i]}\0{text[(i + 1)..]}");
            }

            AssertNone(text + "\0");
            AssertNone(text + " ");
        }

        static void AssertNone(string text) => Assert.Equal(RoutingKey.None, RoutingKeys.Identify(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData(@"\uD800")]
    [InlineData(@"guid\uDC00")]
    [InlineData(@"\uD800guid")]
    [InlineData(@"gu\nid")]
    [InlineData(@"\u0067\u0075\u0069\u0064\u0000")]
    [InlineData(@"\u006f\u0070\u0065\u0072\u0061\u0074\u0069\u006f\u006e\u0054\u0079\u0070\u0065\u0065")]
    public void Identify_EscapedOther_IsNone(string escaped)
        => Assert.Equal(RoutingKey.None, RoutingKeys.Identify(Encoding.UTF8.GetBytes(escaped), isEscaped: true));
}
