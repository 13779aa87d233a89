namespace AtlanEvents.Fast.Tests;

public sealed class Utf8FieldTests
{
    [Fact]
    public void Absent_IsEmptyAndEqualToNothing()
    {
        Utf8Field field = default;
        Assert.False(field.IsPresent);
        Assert.True(field.Span.IsEmpty);
        Assert.False(field.Equals([]));
        Assert.False(field.StartsWith([]));
        Assert.False(field.TryGetGuid(out _));
        Assert.Equal(string.Empty, field.ToString());
        Assert.Null(field.ToStringOrNull());
    }

    [Fact]
    public void Empty_IsPresentAndEqualToTheEmptyText()
    {
        var field = new Utf8Field([]);
        Assert.True(field.IsPresent);
        Assert.True(field.Equals([]));
        Assert.True(field.StartsWith([]));
        Assert.False(field.StartsWith("a"u8));
        Assert.Equal(string.Empty, field.ToStringOrNull());
    }

    [Fact]
    public void Conversion_ToSpan_IsTheSpan()
    {
        ReadOnlySpan<byte> span = new Utf8Field("text"u8);
        Assert.True(span.SequenceEqual("text"u8));
        span = default(Utf8Field);
        Assert.True(span.IsEmpty);
    }

    [Fact]
    public void EqualsAndStartsWith_CompareBytes()
    {
        var field = new Utf8Field("default/caf\u00e9"u8);
        Assert.True(field.Equals("default/caf\u00e9"u8));
        Assert.False(field.Equals("default/caf"u8));
        Assert.False(field.Equals("default/cafe\u0301"u8));
        Assert.True(field.StartsWith("default/"u8));
        Assert.False(field.StartsWith("Default/"u8));
        Assert.False(field.StartsWith("default/caf\u00e9/"u8));
        Assert.Equal("default/caf\u00e9", field.ToString());
    }

    [Theory]
    [InlineData("ff9d053f-5bd8-4149-81d3-447ba654dbaa", true)]
    [InlineData("FF9D053F-5BD8-4149-81D3-447BA654DBAA", true)]
    [InlineData("00000000-0000-0000-0000-000000000000", true)]
    [InlineData("-1234567890", false)]
    [InlineData("ff9d053f5bd8414981d3447ba654dbaa", false)]
    [InlineData("{ff9d053f-5bd8-4149-81d3-447ba654db}", false)]
    [InlineData("ff9d053f-5bd8-4149-81d3-447ba654dbaa ", false)]
    [InlineData(" ff9d053f-5bd8-4149-81d3-447ba654dba", false)]
    [InlineData("ff9d053f-5bd8-4149-81d3-447ba654dbag", false)]
    [InlineData("ff9d053f_5bd8_4149_81d3_447ba654dbaa", false)]
    [InlineData("", false)]
    public void TryGetGuid_36CharacterFormOnly(string text, bool expected)
    {
        var field = new Utf8Field(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, field.TryGetGuid(out Guid value));
        Assert.Equal(expected ? Guid.Parse(text) : Guid.Empty, value);
    }
}
