namespace AtlanEvents.Fast.Cli.DeadLetters;

/// <param name="Path">The dead letter file, if rejected lines are kept.</param>
/// <param name="MaxRejects">The number of rejected lines and refused events that a run tolerates.</param>
internal sealed record DeadLetterSettings(string? Path = null, long MaxRejects = long.MaxValue);

/// <summary>The counts and the dead letter of a run, saved so that another run can continue with them.</summary>
internal sealed record RejectedLinesState
{
    /// <summary>Rejected lines that are counted and in the dead letter.</summary>
    public long Lines { get; init; }

    /// <summary>Those of <see cref="Lines"/> before the position at which the next run resumes reading.</summary>
    public long LinesBeforeResume { get; init; }

    public string? First { get; init; }

    public string? FirstRefused { get; init; }

    public IReadOnlyDictionary<int, long> RefusedByStatus { get; init; } = new SortedDictionary<int, long>();

    /// <summary>The length of the dead letter in bytes, if there is one.</summary>
    public long? DeadLetterLength { get; init; }
}

/// <summary>
/// Counts rejected lines and the events that a receiver refused, keeps them in a dead letter, and stops the run when there are too many.
/// </summary>
/// <remarks>Thread-safe: lines come from one reading thread at a time, refused events from the sending threads.</remarks>
internal sealed class RejectedLines : IDisposable
{
    private static readonly byte[][] s_reasons = [.. Enum.GetNames<LineFaultReason>().Select(Encoding.UTF8.GetBytes)];

    private readonly Lock _lock = new();
    private readonly DeadLetterFile? _deadLetter;
    private readonly SortedDictionary<int, long> _refusedByStatus = [];
    private readonly long _limit;

    // The number of rejected lines that an earlier run wrote to the dead letter.
    private readonly long _alreadyKept;
    private long _rejected;
    private long _refused;

    /// <param name="settings">Where lines are kept, and how many are tolerated.</param>
    /// <param name="resumed">The state of the run that this one continues, if any.</param>
    public RejectedLines(DeadLetterSettings settings, RejectedLinesState? resumed = null)
    {
        _deadLetter = settings.Path is null ? null : new DeadLetterFile(settings.Path, resumed?.DeadLetterLength);
        _limit = settings.MaxRejects;
        if (resumed is null)
            return;

        _alreadyKept = resumed.Lines;
        First = resumed.First;
        FirstRefused = resumed.FirstRefused;
        _rejected = resumed.LinesBeforeResume;
        foreach ((int status, long count) in resumed.RefusedByStatus)
        {
            _refusedByStatus.Add(status, count);
            _refused += count;
        }
    }

    /// <summary>Whether the run stops when there are too many.</summary>
    public bool IsLimited => _limit < long.MaxValue;

    /// <summary>The number of rejected lines.</summary>
    public long Count => Volatile.Read(ref _rejected);

    /// <summary>The position and reason of the first rejected line, for a message.</summary>
    public string? First { get; private set; }

    /// <summary>The rejected lines that belong to messages which could not be reassembled.</summary>
    public BrokenMessages Messages { get; } = new();

    /// <summary>The position and status of the first refused event, for a message.</summary>
    public string? FirstRefused { get; private set; }

    /// <summary>The number of refused events.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>The number of refused events by HTTP status.</summary>
    public IReadOnlyDictionary<int, long> RefusedByStatus
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<int, long>(_refusedByStatus);
        }
    }

    /// <summary>Adds a rejected line.</summary>
    /// <exception cref="ToolException">The limit is exceeded, or the dead letter cannot be written.</exception>
    public void Add(EventPosition position, in LineFault fault)
    {
        lock (_lock)
        {
            First ??= Describe(position, fault.Reason.ToString());
            Messages.Add(position.Input, fault);
            if (++_rejected > _alreadyKept)
                _deadLetter?.Write(position, s_reasons[(int)fault.Reason], status: 0, fault.Part, fault.Line, fault.Length);

            RequireLimit();
        }
    }

    /// <summary>Adds a refused event. When this returns, the event is in the file.</summary>
    /// <exception cref="ToolException">The limit is exceeded, or the dead letter cannot be written.</exception>
    public void AddRefused(EventPosition position, int status, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            FirstRefused ??= Describe(position, string.Create(CultureInfo.InvariantCulture, $"status {status}"));
            _deadLetter?.Write(position, "HttpStatus"u8, status, part: default, line, line.Length);
            _deadLetter?.Flush();
            _refusedByStatus[status] = _refusedByStatus.GetValueOrDefault(status) + 1;
            _refused++;
            RequireLimit();
        }
    }

    /// <exception cref="ToolException">The dead letter cannot be written.</exception>
    public void Flush()
    {
        lock (_lock)
            _deadLetter?.Flush();
    }

    /// <summary>Flushes the dead letter to disk.</summary>
    /// <returns>Its length; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ToolException">The dead letter cannot be written.</exception>
    public long? Sync()
    {
        lock (_lock)
            return _deadLetter?.Sync();
    }

    public void Dispose() => _deadLetter?.Dispose();

    private void RequireLimit()
    {
        if (_rejected + _refused <= _limit)
            return;

        string what = _refused == 0 ? "lines were rejected" : _rejected == 0 ? "events were refused" : "lines were rejected or refused";
        throw new ToolException(ExitCode.LinesRejected, string.Create(CultureInfo.InvariantCulture, $"stopped: more than {_limit} {what}"));
    }

    private static string Describe(EventPosition position, string reason)
        => $"{position}: {reason}";
}
