namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>A range of <c>eventTime</c>. An event without a time is in no range but <see cref="All"/>.</summary>
/// <param name="Since">The first time in the range; <see langword="null"/> for no bound.</param>
/// <param name="Until">The first time after the range; <see langword="null"/> for no bound.</param>
internal sealed record TimeRange(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The range of all events, with or without a time.</summary>
    public static TimeRange All { get; } = new(null, null);

    public bool IsAll => Since is null && Until is null;

    /// <param name="time">The time of an event, if it has one.</param>
    public bool Contains(DateTimeOffset? time)
        => IsAll || (time is not null && (Since is null || time >= Since) && (Until is null || time < Until));

    /// <summary>Whether an event is in the range. Reads its time only if the range has a bound.</summary>
    public bool Contains(in EventView view) => IsAll || (view.TryGetEventTime(out DateTimeOffset time) && Contains(time));
}
