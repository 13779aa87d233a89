using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using static AtlanEvents.Fast.Cli.Tests.Auditing.AssetTree;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

public sealed class AuditScopeTests
{
    private static readonly string[] s_names = ["db", "db/s", "db/s/t", "db2", "db2/s", "dba"];

    [Theory]
    [InlineData("db", 3, "")]
    [InlineData("db/", 3, "")]
    [InlineData("db/s", 2, "")]
    [InlineData("db2", 2, "")]
    [InlineData("d", 0, "nothing-deleted 1")]
    [InlineData("db/s/t/c", 0, "nothing-deleted 1")]
    public async Task A_scope_ends_at_a_slash_and_expects_nothing_above(string scope, int assets, string expected)
    {
        AuditReport report = await InProcessAudit.RunAsync(Deletes(), new AuditOptions { Scopes = [$"{Connection}/{scope}"] });

        Assert.Equal(expected, report.Summary());
        Assert.Equal(assets, report.Audit.Deleted.Total);
        Assert.Equal(s_names.Length - assets, report.Audit.DeletesOutOfScope);
    }

    [Fact]
    public async Task Without_the_scope_the_connection_is_expected()
        => Assert.Equal("missing-parent 1", (await InProcessAudit.RunAsync(Deletes())).Summary());

    [Fact]
    public async Task The_scope_itself_is_expected()
    {
        AuditReport report = await InProcessAudit.RunAsync(Deletes().Skip(1), new AuditOptions { Scopes = [$"{Connection}/db"] });

        Assert.Equal("missing-parent 1", report.Summary());
        Assert.Equal($"{Connection}/db", report.Findings[0].Examples.All[0].QualifiedName);
    }

    [Fact]
    public async Task A_scope_without_deletes_is_reported_and_a_nested_scope_adds_nothing()
    {
        AuditReport report = await InProcessAudit.RunAsync(
            Deletes(), new AuditOptions { Scopes = [$"{Connection}/db", $"{Connection}/db/s", "default/pg/17"] });

        Assert.Equal("nothing-deleted 1", report.Summary());
        Assert.Equal("default/pg/17", report.Findings[0].Examples.All[0].QualifiedName);
        Assert.Equal($"{Connection}/db", Assert.Single(report.Roots).Root.Text);
    }

    [Fact]
    public async Task A_scope_above_connections_includes_them_all()
    {
        List<AssetEvent> events = [.. Small("default/pg/17"), .. Small("default/pg/18", seed: 2), .. Small(seed: 3)];

        AuditReport report = await InProcessAudit.RunAsync(events, new AuditOptions { Scopes = ["default/pg"] });

        Assert.Equal("", report.Summary());
        Assert.Equal(["default/pg/17", "default/pg/18"], report.Roots.Select(root => root.Root.Text));
        Assert.Equal("Clean: 134 assets under 1 name, each deleted once, all by purge.", AuditText.VerdictOf(report));
    }

    private static IEnumerable<AssetEvent> Deletes() => s_names.Select(name => new AssetEvent("Asset", name, $"{Connection}/{name}"));
}
