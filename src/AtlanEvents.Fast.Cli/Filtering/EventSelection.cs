namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Selects events: those that match the filter and the sample, without repeats, after the skipped ones, up to the limit.</summary>
/// <param name="options">The conditions.</param>
/// <param name="passed">The value of <see cref="Passed"/> at which an earlier run is resumed.</param>
internal sealed class EventSelection(SelectionOptions options, long passed = 0) : IDisposable
{
    private readonly EventFilter _filter = new(options.Filter);
    private readonly RepeatFilter? _repeats =
        options.Repeats == RepeatKey.None ? null : new RepeatFilter(options.Repeats, options.RepeatWindow);

    /// <summary>The number of events that passed every condition except <c>--skip</c> and <c>--limit</c>.</summary>
    public long Passed { get; private set; } = passed;

    /// <summary>The number of events selected.</summary>
    public long Selected => Math.Clamp(Passed - options.Skip, 0, options.Limit);

    /// <summary>Whether the limit is reached.</summary>
    public bool IsDone => Selected == options.Limit;

    /// <summary>The number of repeats left out.</summary>
    public long Repeats => _repeats?.Count ?? 0;

    /// <summary>Whether an event is selected. Call once per event, in order.</summary>
    public bool Selects(in EventView view)
    {
        if (IsDone || !_filter.Matches(view) || (_repeats is not null && _repeats.IsRepeat(view)) || !IsInSample(view.Guid.Span))
            return false;

        Passed++;
        return Passed > options.Skip;
    }

    public void Dispose() => _repeats?.Dispose();

    private bool IsInSample(ReadOnlySpan<byte> guid)
    {
        if (options.Sample == 1)
            return true;

        // FNV-1a, folded: the same in every run, and sufficiently uniform.
        ulong hash = 14695981039346656037;
        foreach (byte b in guid)
            hash = (hash ^ b) * 1099511628211;

        return (hash ^ (hash >> 32)) % (ulong)options.Sample == 0;
    }
}
