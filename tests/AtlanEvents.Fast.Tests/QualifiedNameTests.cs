namespace AtlanEvents.Fast.Tests;

public sealed class QualifiedNameTests
{
    [Theory]
    [InlineData("default/bigquery/1665130698", "default/bigquery/1665130698")]
    [InlineData("default/bigquery/1665130698/db/schema/table/column", "default/bigquery/1665130698")]
    [InlineData("default/bigquery/1665130698/", "default/bigquery/1665130698")]
    [InlineData("default/domain/abc/super", "default/domain/abc")]
    [InlineData("default/caf\u00e9/1/x", "default/caf\u00e9/1")]
    [InlineData("default/bigquery", "")]
    [InlineData("default/", "")]
    [InlineData("default", "")]
    [InlineData("Default/bigquery/1", "")]
    [InlineData("db.table@cluster", "")]
    [InlineData("mssql://host/db/x", "")]
    [InlineData("", "")]
    public void ConnectionOf_IsTheFirstThreeSegments(string name, string expected)
        => Assert.Equal(expected, Encoding.UTF8.GetString(QualifiedNames.ConnectionOf(Encoding.UTF8.GetBytes(name))));

    [Theory]
    [InlineData("default/a/1", "default/a/1", true)]
    [InlineData("default/a/1/db", "default/a/1", true)]
    [InlineData("default/a/1/db/s/t/c", "default/a/1/db", true)]
    [InlineData("default/a/12", "default/a/1", false)]
    [InlineData("default/a/1 /x", "default/a/1", false)]
    [InlineData("default/a", "default/a/1", false)]
    [InlineData("default/A/1", "default/a/1", false)]
    [InlineData("", "default/a/1", false)]
    public void IsUnder_OnSegmentBoundariesOnly(string name, string scope, bool expected)
        => Assert.Equal(expected, QualifiedNames.IsUnder(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(scope)));
}
