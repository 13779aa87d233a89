using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using static AtlanEvents.Fast.Cli.Tests.Auditing.AssetTree;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>Each defect gives its finding, and no other.</summary>
public sealed class AuditDefectTests
{
    // By level of the small tree: connection, databases, schemas, tables, columns.
    private const int Root = 0;
    private const int Database = 1;
    private const int Table = 8;
    private const int Column = 30;

    [Fact]
    public async Task A_complete_tree_is_clean()
    {
        AuditReport report = await InProcessAudit.RunAsync(Small());

        Assert.True(report.IsClean);
        Assert.Equal("Clean: 67 assets of 1 connection, each deleted once, all by purge.", AuditText.VerdictOf(report));
    }

    [Theory]
    [InlineData(Root, "missing-parent 1", 2)]
    [InlineData(Database, "missing-parent 1", 2)]
    [InlineData(Table, "missing-parent 1", 4)]
    [InlineData(Column, "", 0)]
    public async Task An_asset_without_a_delete_is_missing_if_assets_below_it_were_deleted(int index, string expected, int children)
    {
        List<AssetEvent> events = Small();
        AssetEvent dropped = events[index];
        events.RemoveAt(index);

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal(expected, report.Summary());
        Assert.All(report.Findings, finding => Assert.Equal(
            (dropped.Name, (long?)children), (finding.Examples.All[0].QualifiedName, finding.Examples.All[0].Children)));
    }

    [Fact]
    public async Task The_parents_of_a_missing_parent_are_missing_too()
    {
        var events = new List<AssetEvent> { new("Column", "g-1", $"{Connection}/db/schema/table/column") };

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("missing-parent 4", report.Summary());
        Assert.Equal(
            [$"{Connection}/db/schema/table", $"{Connection}/db/schema", $"{Connection}/db", Connection],
            report.Findings[0].Examples.All.Select(example => example.QualifiedName));
        Assert.Equal([1, 0, 0, 0], report.Findings[0].Examples.All.Select(example => example.Children));
    }

    [Theory]
    [InlineData("", "duplicate-delete 1")]
    [InlineData("name", "conflicting-delete 1")]
    [InlineData("type", "conflicting-delete 1")]
    [InlineData("handler", "conflicting-delete 1")]
    [InlineData("connection", "conflicting-delete 1")]
    public async Task A_repeated_delete_is_distinguished_from_a_conflicting_one(string change, string expected)
    {
        List<AssetEvent> events = Small();
        AssetEvent again = events[Column];
        events.Add(change switch
        {
            "name" => again with { Name = again.Name + "2" },
            "type" => again with { Type = "View" },
            "handler" => again with { Handler = "PURGE" },
            "connection" => again with { Name = "default/pg/17" },
            _ => again with { Guid = again.Guid!.ToUpperInvariant() },
        });

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal(expected, report.Summary());
        Assert.Equal($"first deleted in line {Column + 1}", report.Findings[0].Examples.All[0].Detail);
        Assert.Equal(67, report.Audit.Deleted.Total);
    }

    [Fact]
    public async Task A_repeated_delete_without_a_type_is_a_duplicate()
    {
        List<AssetEvent> events = Small();
        AssetEvent untyped = events[Column] with { Type = null };
        events[Column] = untyped;
        events.Add(untyped);
        events.Add(untyped with { Type = "" });

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("duplicate-delete 2", report.Summary());
        Assert.Equal(1, report.Audit.Deleted[0]);
    }

    [Fact]
    public void Line_numbers_that_do_not_fit_are_left_out()
    {
        var asset = new AssetRecord { Line = 4_294_967_294 };
        Assert.Equal(4_294_967_294, asset.Line);
        asset.Line = 4_294_967_295;
        Assert.Null(asset.Line);
        asset.Line = 0;
        Assert.Equal(0, asset.Line);
        Assert.Equal(32, System.Runtime.CompilerServices.Unsafe.SizeOf<AssetRecord>());
    }

    [Theory]
    [InlineData("SOFT", Column, "mixed-handlers 1")]
    [InlineData(null, Column, "mixed-handlers 1")]
    [InlineData("SOFT", Root, "mixed-handlers 1")]
    [InlineData("PURGE", Column, "")]
    [InlineData("hard", Column, "unknown-handler 1")]
    public async Task A_different_kind_of_handler_is_reported(string? handler, int index, string expected)
    {
        List<AssetEvent> events = Small();
        events[index] = events[index] with { Handler = handler };

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal(expected, report.Summary());
        Assert.All(report.Findings, finding => Assert.Equal(index + 1, Assert.Single(finding.Examples.All).Line));
    }

    [Fact]
    public async Task An_archive_may_have_any_archive_handler_or_none()
    {
        string?[] handlers = ["SOFT", "DEFAULT", null];
        AuditReport report = await InProcessAudit.RunAsync(Small().Select((asset, i) => asset with { Handler = handlers[i % 3] }));

        Assert.Equal("Clean: 67 assets of 1 connection, each deleted once, all by archive.", AuditText.VerdictOf(report));
    }

    [Theory]
    [InlineData("ENTITY_UPDATE")]
    [InlineData("ENTITY_CREATE")]
    [InlineData("CLASSIFICATION_ADD")]
    [InlineData("SOMETHING_NEW")]
    public async Task An_event_is_reported_after_the_delete_of_its_asset_but_not_before(string operation)
    {
        List<AssetEvent> events = Small();
        AssetEvent other = events[Table] with { Operation = operation, Handler = null };

        AuditReport before = await InProcessAudit.RunAsync([other, .. events, other with { Guid = "g-of-another" }]);
        AuditReport after = await InProcessAudit.RunAsync([.. events, other]);

        Assert.Equal("", before.Summary());
        Assert.Equal("event-after-delete 1", after.Summary());
        Assert.Equal($"{operation}; deleted in line {Table + 1}", after.Findings[0].Examples.All[0].Detail);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_delete_without_a_guid_is_reported_and_still_deletes_its_name(string? guid)
    {
        List<AssetEvent> events = Small();
        events[Table] = events[Table] with { Guid = guid };

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("no-guid 1", report.Summary());
        Assert.Equal(67, report.Audit.Deleted.Total);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_delete_without_a_name_is_reported_in_every_scope(string? name)
    {
        List<AssetEvent> events = Small();
        events[Column] = events[Column] with { Name = name };

        Assert.Equal("no-name 1", (await InProcessAudit.RunAsync(events)).Summary());
        Assert.Equal("no-name 1", (await InProcessAudit.RunAsync(events, new AuditOptions { Scopes = [Connection] })).Summary());
    }

    [Fact]
    public async Task Two_assets_with_the_same_name_are_a_note()
    {
        List<AssetEvent> events = Small();
        events.Add(events[Column] with { Guid = "another" });

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("shared-name 1", report.Summary());
        Assert.Equal("Clean: 68 assets of 1 connection, each deleted once, all by purge.", AuditText.VerdictOf(report));
    }

    [Theory]
    [InlineData("""{"message":""", "rejected-line 1")]
    [InlineData("""{"message":"KLUv","msgCompressionKind":"ZSTD"}""", "compressed-message 1")]
    [InlineData("""{"message":"H4sI","msgCompressionKind":"GZIP"}""", "rejected-line 1")]
    [InlineData("""{"message":"e30=","msgId":"a_1","msgSplitIdx":0,"msgSplitCount":2}""", "rejected-line 1")]
    [InlineData("""{"body":"{}"}""", "unknown-message 1")]
    [InlineData("""{"body":"{\"message\":","isBase64Encoded":false}""", "rejected-line 1")]
    [InlineData("""{"atlan-webhook":"Hello"}""", "")]
    public async Task A_line_that_may_hide_a_delete_is_a_fault(string line, string expected)
    {
        AuditReport report = await InProcessAudit.RunAsync([.. Small().Select(asset => asset.Line), line]);

        Assert.Equal(expected, report.Summary());
        Assert.Equal(expected.Length == 0, report.IsClean);
    }

    [Fact]
    public async Task Two_defects_are_two_findings()
    {
        List<AssetEvent> events = Small();
        events.Add(events[Column]);
        events.RemoveAt(Table);

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("missing-parent 1, duplicate-delete 1", report.Summary());
        Assert.Equal("Not clean: 2 findings.", AuditText.VerdictOf(report));
    }

    [Fact]
    public async Task An_allowed_finding_is_reported_but_is_not_a_fault()
    {
        List<AssetEvent> events = Small();
        events.Add(events[Column]);

        AuditReport report = await InProcessAudit.RunAsync(
            events, new AuditOptions { Allowed = [FindingCode.Of(FindingKind.DuplicateDelete)] });

        Assert.Equal("duplicate-delete 1", report.Summary());
        Assert.Equal("Clean: 67 assets of 1 connection, all by purge; 1 finding allowed.", AuditText.VerdictOf(report));
    }

    [Fact]
    public async Task Nothing_deleted_is_not_clean()
        => Assert.Equal("nothing-deleted 1", (await InProcessAudit.RunAsync(Array.Empty<string>())).Summary());

    [Fact]
    public async Task The_incomplete_one_of_two_connections_is_named()
    {
        List<AssetEvent> events = [.. Small(), .. Small("default/pg/17", seed: 2)];
        events.Remove(events.Single(asset => asset.Name == "default/pg/17"));

        AuditReport report = await InProcessAudit.RunAsync(events);

        Assert.Equal("missing-parent 1", report.Summary());
        Assert.Equal([(Connection, true), ("default/pg/17", false)], report.Roots.Select(root => (root.Root.Text, root.Tree.IsDeleted)));
    }

    [Fact]
    public async Task Connections_may_be_deleted_in_different_ways()
    {
        AuditReport report = await InProcessAudit.RunAsync(
            [.. Small(), .. Small("default/pg/17", seed: 2).Select(asset => asset with { Handler = "SOFT" })]);

        Assert.Equal("Clean: 134 assets of 2 connections, each deleted once, 67 by purge and 67 by archive.", AuditText.VerdictOf(report));
    }

    [Fact]
    public async Task Assets_outside_any_connection_form_a_separate_group()
    {
        AssetEvent[] others =
        [
            new("AtlasGlossary", "g-1", "dkZ1Q0fWbT6mXc3rVhu8a"),
            new("AtlasGlossaryTerm", "g-2", "term@dkZ1Q0fWbT6mXc3rVhu8a"),
            new("DataDomain", "g-3", "default/domain/abc/super"),
            new("hive_table", "g-4", "db.table@cluster"),
        ];

        AuditReport report = await InProcessAudit.RunAsync(others);

        Assert.Equal("", report.Summary());
        Assert.Empty(report.Roots);
        Assert.Equal(4, report.Audit.Outside.Total);
        Assert.Equal("Clean: 4 assets outside any connection, each deleted once, all by purge.", AuditText.VerdictOf(report));
        Assert.Equal(
            "Clean: 71 assets of 1 connection and outside any, each deleted once, all by purge.",
            AuditText.VerdictOf(await InProcessAudit.RunAsync([.. Small(), .. others])));
    }
}
