using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Tests.Terminal;

/// <summary>Text from data on a terminal.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("a\u001b]0;b\u0007", "a\\u001b]0;b\\u0007")]
    [InlineData("\u009b2J\u007f", "\\u009b2J\\u007f")]
    [InlineData("a\u202Eb", "a\\u202eb")]
    [InlineData("prod\u00A0\u3164\uFE0F\u2800", "prod\\u00a0\\u3164\\ufe0f\\u2800")]
    [InlineData("prod\u17B4", "prod\\u17b4")]
    [InlineData("prod\U000E0041", "prod\\U000e0041")]
    [InlineData("\uE000\U000F0000", "\\ue000\\U000f0000")]
    public void Characters_that_cannot_be_seen_are_escaped(string text, string expected) => Assert.Equal(expected, Printable.Of(text));

    [Theory]
    [InlineData("default/bigquery/1 x")]
    [InlineData("Größe 数量 \U0001F600 क्षि é")]
    public void Other_text_is_unchanged(string text) => Assert.Same(text, Printable.Of(text));
}
