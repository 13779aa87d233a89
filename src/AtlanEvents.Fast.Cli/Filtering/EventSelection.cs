namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>An event that is selected unless something depends on earlier events, such as <c>--skip</c>.</summary>
/// <param name="IsInSample">Whether its asset is in the sample. Repeats are counted even if it is not.</param>
/// <param name="Hash">The hash by which repeats are recognised, if they are.</param>
internal readonly record struct EventCandidate(bool IsInSample, UInt128 Hash);

/// <summary>Selects events: those that match the filter and the sample, without repeats, after the skipped ones, up to the limit.</summary>
/// <param name="options">The conditions.</param>
/// <param name="passed">The value of <see cref="Passed"/> at which an earlier run is resumed.</param>
internal sealed class EventSelection(SelectionOptions options, long passed = 0)
{
    private readonly EventFilter _filter = new(options.Filter);
    private readonly RepeatFilter? _repeats =
        options.Repeats == RepeatKey.None ? null : new RepeatFilter(options.RepeatWindow);

    /// <summary>The number of events that passed every condition except <c>--skip</c> and <c>--limit</c>.</summary>
    public long Passed { get; private set; } = passed;

    /// <summary>The number of events selected.</summary>
    public long Selected => Math.Clamp(Passed - options.Skip, 0, options.Limit);

    /// <summary>Whether the number of events is limited.</summary>
    public bool HasLimit => options.Limit < long.MaxValue;

    /// <summary>Whether the limit is reached.</summary>
    public bool IsDone => Selected == options.Limit;

    /// <summary>The number of repeats left out.</summary>
    public long Repeats => _repeats?.Count ?? 0;

    /// <summary>Checks the conditions that do not depend on other events. Thread-safe.</summary>
    public bool TryMatch(in EventView view, out EventCandidate candidate)
    {
        candidate = default;
        if (!_filter.Matches(view))
            return false;

        bool isInSample = IsInSample(view.Guid.Span);
        candidate = new EventCandidate(isInSample, _repeats is null ? default : RepeatFilter.HashOf(view, options.Repeats));
        return isInSample || _repeats is not null;
    }

    /// <summary>Checks the conditions that depend on earlier events. Call once per candidate, in order.</summary>
    public bool Selects(in EventCandidate candidate)
    {
        if (IsDone || (_repeats is not null && _repeats.IsRepeat(candidate.Hash)) || !candidate.IsInSample)
            return false;

        Passed++;
        return Passed > options.Skip;
    }

    /// <summary>Whether an event is selected. Call once per event, in order.</summary>
    public bool Selects(in EventView view) => !IsDone && TryMatch(view, out EventCandidate candidate) && Selects(candidate);

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
