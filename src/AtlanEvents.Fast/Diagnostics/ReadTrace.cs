using System.Diagnostics;

namespace AtlanEvents.Fast.Diagnostics;

/// <summary>Reports the reading of an input as an activity of the source <c>AtlanEvents.Fast</c>, from its start to its end.</summary>
/// <remarks>
/// It is never the current activity: readers are created and disposed of in different methods. While nobody listens, there is none.
/// </remarks>
internal static class ReadTrace
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "AtlanEvents.Fast";

    /// <summary>The name of the activities.</summary>
    public const string Name = "atlan_events.read";

    private static readonly ActivitySource s_source = new(SourceName);

    /// <summary>Starts an activity below the current one; <see langword="null"/> if nobody listens.</summary>
    public static Activity? Start()
    {
        Activity? current = Activity.Current;
        Activity? activity = s_source.StartActivity(Name);
        if (activity is not null)
            Activity.Current = current;

        return activity;
    }

    /// <summary>Ends an activity with the counts of what was read.</summary>
    public static void End(Activity? activity, ReadCounts counts)
    {
        if (activity is null)
            return;

        Activity? current = Activity.Current;
        activity.SetTag("atlan_events.lines", counts.Lines);
        activity.SetTag("atlan_events.events", counts.Events);
        activity.SetTag("atlan_events.rejected", counts.Rejected);
        activity.SetTag("atlan_events.bytes", counts.Bytes);
        activity.Dispose();
        Activity.Current = current;
    }
}
