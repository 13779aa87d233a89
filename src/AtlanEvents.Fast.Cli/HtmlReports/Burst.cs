using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.HtmlReports;

/// <summary>A run of adjacent buckets of time, each with many more events than the average bucket.</summary>
/// <param name="First">The first bucket.</param>
/// <param name="Last">The last bucket.</param>
/// <param name="Events">The number of events.</param>
/// <param name="Kind">The most frequent kind of event.</param>
internal sealed record Burst(int First, int Last, long Events, int Kind)
{
    /// <summary>How many times the events of an average bucket each bucket of a burst has.</summary>
    public const int Factor = 4;

    private const int MinEvents = 100;
    private const int MaxBursts = 9;

    /// <summary>The largest bursts, in the order of time.</summary>
    public static IReadOnlyList<Burst> Find(TimeSeries series)
    {
        long[] totals = series.Totals();
        var bursts = new List<Burst>();
        double threshold = Factor * totals.DefaultIfEmpty(0).Average();
        for (int first = 0; first < totals.Length; first++)
        {
            int end = first;
            while (end < totals.Length && totals[end] >= threshold && totals[end] > 0)
                end++;

            if (end > first)
            {
                bursts.Add(Create(series, first, end - 1));
                first = end;
            }
        }

        return
        [
            .. bursts
                .Where(burst => burst.Events >= MinEvents)
                .OrderByDescending(burst => burst.Events)
                .ThenBy(burst => burst.First)
                .Take(MaxBursts)
                .OrderBy(burst => burst.First),
        ];
    }

    private static Burst Create(TimeSeries series, int first, int last)
    {
        long[][] buckets = series.Buckets[first..(last + 1)];
        int kind = series.Kinds.MaxBy(each => buckets.Sum(bucket => bucket[each.Kind])).Kind;
        return new Burst(first, last, buckets.Sum(bucket => bucket.Sum()), kind);
    }
}
