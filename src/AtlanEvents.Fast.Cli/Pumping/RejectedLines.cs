using System.Globalization;
using System.Text;

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
    private long _rejected;
    private long _refused;

    public RejectedLines(PumpSettings settings)
    {
        _deadLetter = settings.DeadLetterPath is null ? null : new DeadLetter(settings.DeadLetterPath);
        _limit = settings.MaxRejects;
    }

    /// <summary>The first rejected line, for a message: where it stands and what is wrong.</summary>
    public string? First { get; private set; }

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
            _deadLetter?.Write(position, s_reasons[(int)fault.Reason], status: 0, fault.Line, fault.Length);
            _rejected++;
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
            _deadLetter?.Write(position, "HttpStatus"u8, status, line, line.Length);
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
