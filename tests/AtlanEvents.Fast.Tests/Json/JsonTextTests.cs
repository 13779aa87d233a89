using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Tests.Json;

public sealed class JsonTextTests
{
    [Fact]
    public void TryUnescape_EveryCodeUnit_EqualsJsonDocument()
    {
        for (int unit = 0; unit <= 0xFFFF; unit++)
        {
            string escaped = $"a\\u{unit:x4}b";
            bool isText = TryUnescape(escaped, out string text);
            Assert.Equal(!char.IsSurrogate((char)unit), isText);
            if (isText)
                Assert.Equal($"a{(char)unit}b", text);
        }
    }

    [Theory]
    [InlineData(0x10000)]
    [InlineData(0x1F600)]
    [InlineData(0x10FFFF)]
    public void TryUnescape_Pair_IsOneCharacter(int scalar)
    {
        string pair = char.ConvertFromUtf32(scalar);
        Assert.True(TryUnescape($"\\u{(int)pair[0]:X4}\\u{(int)pair[1]:x4}", out string text));
        Assert.Equal(pair, text);
        Assert.False(TryUnescape($"\\u{(int)pair[1]:X4}\\u{(int)pair[0]:x4}", out _));
        Assert.False(TryUnescape($"\\u{(int)pair[0]:X4}\\n", out _));
        Assert.False(TryUnescape($"\\u{(int)pair[0]:X4}", out _));
        Assert.False(TryUnescape($"\\u{(int)pair[0]:X4}u{(int)pair[1]:x4}", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData(@"\""\\\/\b\f\n\r\t")]
    [InlineData(@"\\u0041\\\u0041")]
    [InlineData(@"\u00e9\u20AC\uD83D\uDE00 é€😀")]
    public void TryUnescape_Mixture_EqualsJsonDocument(string escaped)
    {
        Assert.True(TryUnescape(escaped, out string text));
        Assert.Equal(JsonDocument.Parse($"\"{escaped}\"").RootElement.GetString(), text);
    }

    private static bool TryUnescape(string escaped, out string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(escaped);
        byte[] room = new byte[bytes.Length];
        bool isText = JsonText.TryUnescape(bytes, room, out int length);
        text = isText ? Encoding.UTF8.GetString(room, 0, length) : string.Empty;
        return isText;
    }
}
