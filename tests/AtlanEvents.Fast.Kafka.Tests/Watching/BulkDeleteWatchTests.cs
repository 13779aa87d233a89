using AtlanEvents.Fast.Kafka.Watching;
using Microsoft.Extensions.Time.Testing;

namespace AtlanEvents.Fast.Kafka.Tests.Watching;

public sealed class BulkDeleteWatchTests
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset s_request = DateTimeOffset.FromUnixTimeMilliseconds(1667822854152);

    private readonly FakeTimeProvider _time = new();
    private readonly Recorder _recorder = new();

    [Fact]
    public void Add_BelowTheThreshold_ReportsNothing()
    {
        BulkDeleteWatch watch = Create(threshold: 3);
        Add(watch, count: 2);
        Assert.Empty(watch.UnderWay());
        watch.FinishAll();
        Assert.Empty(_recorder.Reports);
    }

    [Fact]
    public void Add_BulkDelete_BeginsGrowsAndIsFinishedAfterTheQuietTime()
    {
        BulkDeleteWatch watch = Create(threshold: 3);
        Add(watch, count: 5);
        _time.Advance(TimeSpan.FromSeconds(1));
        Add(watch, count: 2, isPurge: true);
        _time.Advance(s_quiet - TimeSpan.FromSeconds(1));
        watch.FinishQuiet();
        Assert.Equal([(BulkDeletePhase.Begun, 3L, 0L), (BulkDeletePhase.Growing, 6L, 1L)], _recorder.Counts);
        Assert.Equal(7, Assert.Single(watch.UnderWay()).Deletes);

        _time.Advance(TimeSpan.FromSeconds(1));
        watch.FinishQuiet();
        Assert.Equal((BulkDeletePhase.Finished, 7L, 2L), _recorder.Counts.Last());
        Assert.Empty(watch.UnderWay());
        BulkDelete last = _recorder.Reports.Last();
        Assert.Equal("default/bigquery/1", last.Connection);
        Assert.Equal(s_request, last.RequestTime);
        Assert.Equal(TimeSpan.FromSeconds(1), last.LastSeen - last.FirstSeen);
    }

    [Fact]
    public void Add_OtherConnectionOrRequest_IsAnotherBulkDelete()
    {
        BulkDeleteWatch watch = Create(threshold: 2);
        for (int i = 0; i < 2; i++)
        {
            watch.Add("default/bigquery/1"u8, s_request, isPurge: false);
            watch.Add("default/bigquery/2"u8, s_request, isPurge: false);
            watch.Add("default/bigquery/1"u8, s_request.AddMilliseconds(1), isPurge: false);
        }

        watch.FinishAll();
        Assert.Equal(3, _recorder.Reports.Count(report => report is { Phase: BulkDeletePhase.Begun, Deletes: 2 }));
        Assert.Equal(3, _recorder.Reports.Count(report => report is { Phase: BulkDeletePhase.Finished, Deletes: 2 }));
        Assert.Equal(3, _recorder.Reports.Select(report => (report.Connection, report.RequestTime)).Distinct().Count());
    }

    [Fact]
    public void Add_TooManyGroups_FinishesTheQuietest()
    {
        BulkDeleteWatch watch = Create(threshold: 1);
        for (int i = 0; i < 1_025; i++)
            watch.Add(Encoding.UTF8.GetBytes($"default/bigquery/{i}"), s_request, isPurge: false);

        BulkDelete finished = Assert.Single(_recorder.Reports, report => report.Phase == BulkDeletePhase.Finished);
        Assert.Equal("default/bigquery/0", finished.Connection);
    }

    [Fact]
    public void Add_Events_CountsDeletesWithConnectionAndTimeOnly()
    {
        BulkDeleteWatch watch = Create(threshold: 1);
        foreach (string line in (string[])
            [
                Lines.Event(asset: 1),
                Lines.Event(asset: 2, operation: "ENTITY_DELETE", handler: "HARD"),
                Lines.Event(asset: 3, operation: "ENTITY_DELETE"),
                """{"message":{"entity":{"guid":"a"},"operationType":"ENTITY_DELETE","eventTime":1}}""",
            ])
        {
            Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
            watch.Add(view);
        }

        watch.FinishAll();
        Assert.Equal((BulkDeletePhase.Finished, 2L, 1L), _recorder.Counts.Last());
    }

    private BulkDeleteWatch Create(int threshold) => new(_recorder, threshold, s_quiet, _time);

    private static void Add(BulkDeleteWatch watch, int count, bool isPurge = false)
    {
        for (int i = 0; i < count; i++)
            watch.Add("default/bigquery/1"u8, s_request, isPurge);
    }

    private sealed class Recorder : IBulkDeleteObserver
    {
        public List<BulkDelete> Reports { get; } = [];

        public IEnumerable<(BulkDeletePhase Phase, long Deletes, long Purges)> Counts
            => Reports.Select(report => (report.Phase, report.Deletes, report.Purges));

        public void OnChanged(BulkDelete bulkDelete) => Reports.Add(bulkDelete);
    }
}
