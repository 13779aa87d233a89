using AtlanEvents.Fast.Cli.Auditing.Reports;
using static AtlanEvents.Fast.Cli.Tests.Auditing.AssetTree;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>Random trees with random defects are reported exactly. A failure prints its seed.</summary>
public sealed class AuditPropertyTests
{
    public static TheoryData<int, bool> Seeds
    {
        get
        {
            var seeds = new TheoryData<int, bool>();
            for (int seed = 1; seed <= 150; seed++)
            {
                seeds.Add(seed, false);
                seeds.Add(seed, true);
            }

            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_damaged_tree_is_reported_exactly(int seed, bool isInEveryForm)
    {
        var random = new Random(seed);
        List<AssetEvent> events = New(Connection, [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(1, 6))], random);
        var expected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Dictionary<string, string> guids = events.ToDictionary(asset => asset.Guid!, asset => asset.Name!);

        foreach (AssetEvent dropped in events.Where(_ => random.Next(20) == 0).ToArray())
            events.Remove(dropped);

        for (int i = 0; i < events.Count; i++)
        {
            if (random.Next(40) == 0)
                events[i] = events[i] with { Handler = "SOFT" };
            else if (random.Next(40) == 0)
                events[i] = events[i] with { Guid = null };
        }

        // Compute the expected findings in the simplest way.
        HashSet<string> names = [.. events.Select(asset => asset.Name!)];
        HashSet<string> ancestors = [.. names.SelectMany(AncestorsOf)];
        Expect("missing-parent", ancestors.Count(name => !names.Contains(name)));
        long archived = events.Count(asset => asset.Handler == "SOFT");
        Expect("mixed-handlers", Math.Min(archived, events.Count - archived));
        Expect("no-guid", events.Count(asset => asset.Guid is null));
        Expect("nothing-deleted", events.Count == 0 ? 1 : 0);

        AssetEvent[] withGuid = [.. events.Where(asset => asset.Guid is not null)];
        AssetEvent[] repeated = [.. withGuid.Where(_ => random.Next(25) == 0)];
        AssetEvent[] changed = [.. withGuid.Where(_ => random.Next(25) == 0).Select(asset => asset with { Name = asset.Name + "/moved" })];
        AssetEvent[] updated = [.. withGuid.Where(_ => random.Next(25) == 0).Select(asset => asset with { Operation = "ENTITY_UPDATE" })];
        Expect("duplicate-delete", repeated.Length);
        Expect("conflicting-delete", changed.Length);
        Expect("event-after-delete", updated.Length);

        string[] first = [.. events.Select(Format)];
        random.Shuffle(first);
        string[] later = [.. repeated.Concat(changed).Concat(updated).Select(Format)];
        random.Shuffle(later);
        if (isInEveryForm)
        {
            // Broken messages, and an incomplete one.
            string[] broken = [.. BrokenLines.Where(_ => random.Next(2) == 0)];
            Expect("rejected-line", broken.Length);
            first = [.. EveryForm.Of(first, seed), .. broken];
            later = [.. EveryForm.Of(later, seed + 1)];
        }

        AuditReport report = await InProcessAudit.RunAsync(first.Concat(later));

        Assert.Equal(expected, new SortedDictionary<string, long>(
            report.Findings.ToDictionary(finding => finding.Code, finding => finding.Count), StringComparer.Ordinal));
        Assert.Equal(expected.Count == 0, report.IsClean);
        Assert.Equal(events.Count, report.Audit.Deleted.Total);
        Assert.Equal(events.Count, report.Roots.Sum(root => root.Tree.Types.Total));
        Assert.Equal(events.Count, report.Roots.Sum(root => root.Levels.Sum(level => level.Total)));

        void Expect(string code, long count)
        {
            if (count > 0)
                expected.Add(code, count);
        }

        string Format(AssetEvent asset) => random.Next(2) == 0 ? asset.Line : asset.RewrittenLine;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task Counts_by_node_add_up_however_many_nodes_there_are(int databases)
    {
        List<AssetEvent> events = New(Connection, [databases, databases * 3, 1], new Random(databases));

        AuditReport report = await InProcessAudit.RunAsync(events);

        TreeNode tree = Assert.Single(report.Roots).Tree;
        Assert.True(report.IsClean);
        Assert.Equal(events.Count, tree.Types.Total);
        Assert.Equal(databases, tree.Children.Count + tree.FurtherChildren);
        Assert.All(tree.Children, child => Assert.Equal(1 + (databases * 3 * 2), child.Types.Total));
        Assert.All(tree.Children, child => Assert.Equal(databases * 3, child.Children.Count + child.FurtherChildren));
    }

    private static string[] BrokenLines =>
    [
        """{"msgId":"lost","msgCompressionKind":"NONE","msgSplitIdx":1,"msgSplitCount":2,"message":"fQ=="}""",
        """{"msgId":"damaged","msgCompressionKind":"GZIP","msgSplitIdx":1,"msgSplitCount":1,"message":"H4sIAAAAAAAA"}""",
        """{"version":"2.0","body":"{\"message\":{\"entity\":","isBase64Encoded":false}""",
        """{"key":null,"value":{"message":{"operationType":"ENTITY_DELETE","operationType":"ENTITY_UPDATE"}}}""",
    ];

    private static IEnumerable<string> AncestorsOf(string name)
    {
        while (name.Length > Connection.Length)
        {
            name = name[..name.LastIndexOf('/')];
            yield return name;
        }
    }
}
