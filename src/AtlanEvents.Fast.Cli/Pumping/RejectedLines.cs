using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Cli.Checkpoints;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Keeps rejected lines, and events that a receiver refused, in a dead letter; stops the run when there are too many.</summary>
/// <remarks>Lines come from the thread that reads, events from those that send.</remarks>
internal sealed class RejectedLines : IDisposable
{
    private static readonly byte[][] s_reasons = [.. Enum.GetNames<LineFaultReason>().Select(Encoding.UTF8.GetBytes)];

    private readonly Lock _lock = new();
    private readonly DeadLetter? _deadLetter;
    private readonly SortedDictionary<int, long> _refusedByStatus = [];
    private readonly long _limit;

    // So many are in the file already.
    private readonly long _kept;
    private long _rejected;
    private long _refused;

    /// <param name="settings">Where they are kept, and how many are put up with.</param>
    /// <param name="start">Where another run stopped, if this one goes on from there.</param>
    public RejectedLines(PumpSettings settings, Checkpoint? start = null)
    {
        _deadLetter = settings.DeadLetterPath is null ? null : new DeadLetter(settings.DeadLetterPath, start?.DeadLetterLength);
        _limit = settings.MaxRejects;
        if (start is null)
            return;

        _kept = start.RejectedLines;
        First = start.FirstRejected;
        FirstRefused = start.FirstRefused;
        _rejected = start.Point?.RejectedLines ?? 0;
        foreach ((int status, long count) in start.Refused)
        {
            _refusedByStatus.Add(status, count);
            _refused += count;
        }
    }

    /// <summary>How many lines were rejected.</summary>
    public long Count => Volatile.Read(ref _rejected);

    /// <summary>The first rejected line, for a message: where it stands and what is wrong.</summary>
    public string? First { get; private set; }

    /// <summary>Those of them that belong to messages which could not be put together.</summary>
    public BrokenMessages Messages { get; } = new();

    /// <summary>The first refused event likewise.</summary>
    public string? FirstRefused { get; private set; }

    /// <summary>How many events were refused.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>How many events were refused with which HTTP status.</summary>
    public IReadOnlyDictionary<int, long> RefusedByStatus
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<int, long>(_refusedByStatus);
        }
    }

    /// <summary>Adds a line that is no event.</summary>
    /// <exception cref="ToolException">These are more than are put up with, or the file cannot be written.</exception>
    public void Add(string input, in LineFault fault)
    {
        lock (_lock)
        {
            var position = new EventPosition(input, fault.LineNumber, fault.ByteOffset);
            First ??= Describe(position, fault.Reason.ToString());
            Messages.Add(input, fault);
            if (++_rejected > _kept)
                _deadLetter?.Write(position, s_reasons[(int)fault.Reason], status: 0, fault.Part, fault.Line, fault.Length);

            RequireLimit();
        }
    }

    /// <summary>Adds an event that was refused. When this returns, it is in the file.</summary>
    /// <exception cref="ToolException">As <see cref="Add"/>.</exception>
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

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Flush()
    {
        lock (_lock)
            _deadLetter?.Flush();
    }

    /// <summary>Makes sure that those in the file stay there.</summary>
    /// <returns>How long the file is; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ToolException">The file cannot be written.</exception>
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
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{position.Input}, line {position.LineNumber}, byte offset {position.ByteOffset}: {reason}");
}
