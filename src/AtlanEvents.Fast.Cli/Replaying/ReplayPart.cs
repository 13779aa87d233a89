using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>The candidates of a stretch of events, formatted for the output.</summary>
internal sealed class ReplayPart(EventSelection selection, IEventFormat format) : IEventPart
{
    private readonly ArrayBufferWriter<byte> _records = new();
    private readonly List<(EventCandidate Event, int End)> _candidates = [];

    public long Bytes => _records.WrittenCount + (48L * _candidates.Count);

    public void Consume(in EventView view, in EventPosition position)
    {
        if (!selection.TryMatch(view, out EventCandidate candidate))
            return;

        if (candidate.IsInSample)
            format.Write(_records, view);

        _candidates.Add((candidate, _records.WrittenCount));
    }

    /// <summary>Passes the selected records on, adjacent ones together, and clears the part.</summary>
    /// <param name="isSelected">Whether a candidate is selected. Called once for each, in order.</param>
    /// <param name="write">Receives records and their number.</param>
    public void Take(Func<EventCandidate, bool> isSelected, Action<ReadOnlySpan<byte>, int> write)
    {
        (int start, int end, int count) = (0, 0, 0);
        foreach ((EventCandidate candidate, int next) in _candidates)
        {
            bool isNext = isSelected(candidate);
            if (!isNext && count > 0)
                write(_records.WrittenSpan[start..end], count);

            (start, count) = isNext ? (start, count + 1) : (next, 0);
            end = next;
        }

        if (count > 0)
            write(_records.WrittenSpan[start..end], count);

        _records.ResetWrittenCount();
        _candidates.Clear();
    }
}
