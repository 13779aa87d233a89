using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Auditing.Reports;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>The bounds and the memory of an audit.</summary>
public sealed class AuditBoundsTests
{
    [Fact]
    public void An_asset_is_32_bytes()
        => Assert.Equal(32, System.Runtime.CompilerServices.Unsafe.SizeOf<AssetRecord>());

    [Fact]
    public void Assets_are_found_by_their_key_however_many_there_are()
    {
        var assets = new AssetTable();
        var random = new Random(1);
        AssetKey[] keys = [.. Enumerable.Range(0, 200_000).Select(i => Key(i % 2 == 0 ? AssetTree.GuidOf(random) : $"-{i}"))];

        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(assets.FindOrAdd));
        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(assets.Find));
        Assert.Equal(-1, assets.Find(Key(AssetTree.GuidOf(random))));
        Assert.Equal(keys.Length, assets.Count);
    }

    [Fact]
    public void A_uuid_is_restored_and_other_guids_are_distinguished_by_their_text()
    {
        const string Uuid = "ff9d053f-5bd8-4149-81d3-447ba654dbaa";
        Assert.Equal(Uuid, Key(Uuid).ToUuid());
        Assert.Equal(Key(Uuid), Key(Uuid.ToUpperInvariant()));
        Assert.NotEqual(Key("g-1"), Key("G-1"));
        Assert.NotEqual(Key("g-1"), AssetKey.OfName("g-1"u8));
        Assert.False(IsUuid(Uuid[..^1]));
        Assert.False(IsUuid(Uuid.Replace('-', 'a')));
    }

    [Fact]
    public void Hashes_of_texts_that_differ_in_one_place_differ()
    {
        var hashes = new HashSet<ulong>();
        int texts = 0;
        for (int length = 0; length < 70; length++)
        {
            byte[] text = new byte[length];
            Assert.True(hashes.Add(SeededHash.Of(text)));
            texts++;
            for (int i = 0; i < length; i++)
            {
                text[i] = 1;
                Assert.True(hashes.Add(SeededHash.Of(text)));
                text[i] = 0;
                texts++;
            }
        }

        Assert.Equal(texts, hashes.Count);
    }

    [Fact]
    public void Parents_beyond_the_bounds_are_only_counted()
    {
        var byNumber = new ParentTable(maxParents: 2);
        var byBytes = new ParentTable(maxBytes: 10);
        foreach (string parent in (string[])["a", "b", "c", "a", "c", "1234567890"])
        {
            byNumber.AddChild(Encoding.UTF8.GetBytes(parent), root: 0, child: 0, type: 0);
            byBytes.AddChild(Encoding.UTF8.GetBytes(parent), root: 0, child: 0, type: 0);
        }

        Assert.Equal((2, 3), (byNumber.Count, byNumber.Overflow));
        Assert.Equal((3, 1), (byBytes.Count, byBytes.Overflow));
    }

    [Fact]
    public void Texts_of_any_length_are_stored()
    {
        var arena = new TextArena();
        byte[][] texts = [.. ((int[])[0, 5, 700_000, 400_000, 0, 3_000_000, 7, 1 << 20, 1]).Select(
            (length, i) => Enumerable.Repeat((byte)i, length).ToArray())];

        TextSlice[] slices = [.. texts.Select(text => arena.Add(text))];

        Assert.All(slices.Zip(texts), pair => Assert.Equal(pair.Second, arena[pair.First].ToArray()));
        Assert.Equal(texts.Sum(text => text.Length), arena.Bytes);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_a_fault()
    {
        IEnumerable<AssetEvent> connections = Enumerable.Range(0, RootTable.MaxRoots + 3).Select(
            i => new AssetEvent("Connection", $"g-{i}", $"default/pg/{i}"));

        AuditReport report = await InProcessAudit.RunAsync(connections);

        Assert.Equal("bound-reached 3", report.Summary());
        Assert.Equal(RootTable.MaxRoots, report.Roots.Count);
        Assert.Equal(3, report.Audit.Outside.Total);
    }

    [Fact]
    public async Task Types_beyond_the_bound_share_a_count()
    {
        AuditReport report = await InProcessAudit.RunAsync(
            Enumerable.Range(0, 5_000).Select(i => new AssetEvent($"T{i}", $"g-{i}", $"default/pg/1")));

        Assert.Equal(5_000, report.Audit.Deleted.Total);
        Assert.Equal(5_000 - 4_094, report.Audit.Deleted[1]);
    }

    [Fact]
    public async Task Events_of_assets_that_are_known_allocate_nothing()
    {
        List<AssetEvent> events = AssetTree.Small();
        AssetEvent[] special = [.. events.Select((asset, i) => (i % 5) switch
        {
            0 => asset with { Operation = "ENTITY_UPDATE" },
            1 => asset with { Guid = $"-{i}", Handler = "LATER" },
            2 => asset with { Name = asset.Name + "2" },
            3 => asset with { Guid = null },
            _ => asset,
        })];
        byte[][] lines = [.. events.Concat(special).OrderBy(
            asset => asset.Type!.Length % 3).Select(asset => Encoding.UTF8.GetBytes(asset.Line))];
        var audit = new Audit(new AuditOptions());
        audit.StartInput("memory");
        var position = new EventPosition("memory", 1, 0);
        long least = long.MaxValue;
        for (int batch = 0; batch < 20; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (byte[] line in lines)
            {
                Assert.True(EventParser.TryParse(line, out EventView view));
                audit.Consume(view, position);
            }

            await audit.CompleteAsync(CancellationToken.None);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(20 * lines.Count(line => line.AsSpan().IndexOf("ENTITY_DELETE"u8) >= 0), audit.Deletes);
    }

    private static AssetKey Key(string guid) => AssetKey.OfGuid(Encoding.UTF8.GetBytes(guid), out _);

    private static bool IsUuid(string guid)
    {
        AssetKey.OfGuid(Encoding.UTF8.GetBytes(guid), out bool isUuid);
        return isUuid;
    }
}
