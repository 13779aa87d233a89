namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Picks events: what the filter accepts, without repeats, of one asset in so many, without the first ones, and not too many.</summary>
internal sealed class EventSelection : IDisposable
{
    private readonly SelectionOptions _options;
    private readonly EventFilter _filter;
    private readonly EventRepeats? _repeats;

    /// <param name="options">What is picked.</param>
    /// <param name="passed">How many events passed in an earlier run that this one goes on from; see <see cref="Passed"/>.</param>
    public EventSelection(SelectionOptions options, long passed = 0)
    {
        _options = options;
        _filter = new EventFilter(options.Filter);
        _repeats = options.Repeats == RepeatKey.None ? null : new EventRepeats(options.Repeats, options.RepeatWindow);
        Passed = passed;
    }

    /// <summary>How many events passed all but the skipping and the limit.</summary>
    public long Passed { get; private set; }

    /// <summary>How many events were picked.</summary>
    public long Picked => Math.Clamp(Passed - _options.Skip, 0, _options.Limit);

    /// <summary>Whether no more will be.</summary>
    public bool IsDone => Picked == _options.Limit;

    /// <summary>How many were left out because they were repeats.</summary>
    public long Repeats => _repeats?.Count ?? 0;

    /// <summary>Whether an event is picked.</summary>
    public bool Picks(in EventView view)
    {
        if (IsDone || !_filter.Accepts(view) || (_repeats is not null && _repeats.Is(view)) || !IsInSample(view.Guid.Span))
            return false;

        Passed++;
        return Passed > _options.Skip;
    }

    public void Dispose() => _repeats?.Dispose();

    private bool IsInSample(ReadOnlySpan<byte> guid)
    {
        if (_options.Sample == 1)
            return true;

        // FNV-1a, folded: the same in every run, and spread well enough.
        ulong hash = 14695981039346656037;
        foreach (byte b in guid)
            hash = (hash ^ b) * 1099511628211;

        return (hash ^ (hash >> 32)) % (ulong)_options.Sample == 0;
    }
}
