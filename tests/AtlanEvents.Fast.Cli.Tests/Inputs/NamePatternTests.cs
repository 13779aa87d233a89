using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Tests.Inputs;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("*.ndjson", "a.ndjson b.c.ndjson", "a.ndjson.gz .ndjson .a.ndjson")]
    [InlineData("a?c", "abc a?c aéc", "ac abbc")]
    [InlineData("*a*b*c", "abc xaxbxc", "acb abcx")]
    [InlineData("[ab]x", "ax bx", "cx x abx [ab]x")]
    [InlineData("[!ab]x", "cx !x", "ax bx")]
    [InlineData("[^ab]x", "cx ^x", "ax bx")]
    [InlineData("[a-c0-9]x", "bx 7x", "dx -x")]
    [InlineData("[a-]x", "ax -x", "bx")]
    [InlineData("[]]x", "]x", "x []x")]
    [InlineData("[!]]x", "ax", "]x")]
    [InlineData("[[]x", "[x", "x")]
    [InlineData("[*]x", "*x", "ax")]
    [InlineData("[a^\\d]x", "ax ^x \\x dx", "7x")]
    [InlineData("a[", "a[", "a")]
    [InlineData("a[b*", "a[b a[bc", "ab")]
    [InlineData("a.b+(c|d){2}$*", "a.b+(c|d){2}$", "axb+(c|d){2}$ a.bbcc")]
    [InlineData(".*", ".a .", "a")]
    public void A_pattern_matches_what_a_shell_matches(string pattern, string matching, string other)
    {
        var names = new NamePattern(pattern);

        Assert.All(matching.Split(' '), name => Assert.True(names.Matches(name), name));
        Assert.All(other.Split(' '), name => Assert.False(names.Matches(name), name));
    }

    [Theory]
    [InlineData("a*", true)]
    [InlineData("a?b", true)]
    [InlineData("a[b]", true)]
    [InlineData("a[b", false)]
    [InlineData("a[]", false)]
    [InlineData("a]b", false)]
    [InlineData("", false)]
    public void A_name_with_a_wildcard_is_a_pattern(string name, bool isPattern) => Assert.Equal(isPattern, NamePattern.IsPattern(name));

    [Fact]
    public void A_name_may_contain_a_line_break() => Assert.True(new NamePattern("a*b?c").Matches("a\nb\nc"));

    [Fact]
    public void A_reversed_range_is_a_usage_error()
        => Assert.Equal(2, Assert.Throws<ToolException>(() => new NamePattern("[z-a]")).ExitCode);
}
