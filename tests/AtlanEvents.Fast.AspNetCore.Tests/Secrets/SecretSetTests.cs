using AtlanEvents.Fast.AspNetCore.Secrets;
using Microsoft.Extensions.Primitives;

namespace AtlanEvents.Fast.AspNetCore.Tests.Secrets;

public sealed class SecretSetTests
{
    private static readonly SecretSet s_secrets = new(["first secret", "s2"]);

    [Theory]
    [InlineData("first secret", true)]
    [InlineData("s2", true)]
    [InlineData("first secre", false)]
    [InlineData("first secret ", false)]
    [InlineData("First secret", false)]
    [InlineData("s3", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("größe", false)]
    public void Contains_OnlyWholeSecrets(string? header, bool expected)
        => Assert.Equal(expected, s_secrets.Contains(new StringValues(header)));

    [Fact]
    public void Contains_SeveralValues_IsFalse() => Assert.False(s_secrets.Contains(new StringValues(["s2", "s2"])));

    [Fact]
    public void Contains_SecretThatIsGivenTwice_IsTrue() => Assert.True(new SecretSet(["s2", "s2"]).Contains("s2"));

    [Fact]
    public void Contains_NoSecrets_IsFalse() => Assert.False(new SecretSet([]).Contains("s2"));

    [Theory]
    [InlineData(86)]
    [InlineData(8 * 1024)]
    public void Contains_LongSecret_ComparesToItsEnd(int length)
    {
        string secret = new('a', length);
        var secrets = new SecretSet([secret]);

        Assert.True(secrets.Contains(secret));
        Assert.False(secrets.Contains(secret[..^1] + "b"));
        Assert.False(secrets.Contains(secret + "a"));
    }
}
