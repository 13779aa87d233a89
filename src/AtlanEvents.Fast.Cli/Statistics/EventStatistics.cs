using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts events by their fields. Absent fields are not counted.</summary>
/// <param name="options">What is counted.</param>
/// <param name="isPart">Whether these are counts of a stretch, which must have every text.</param>
internal sealed class EventStatistics(StatisticsOptions options, bool isPart = false) : IDivisibleConsumer, IEventPart
{
    public EventStatistics()
        : this(new StatisticsOptions())
    {
    }

    public StatisticsOptions Options => options;

    /// <summary>The number of events that are counted: those in the range of times.</summary>
    public long Events { get; private set; }

    /// <summary>The number of events outside the range of times.</summary>
    public long OutOfRange { get; private set; }

    /// <summary>The number of those that have no time.</summary>
    public long OutOfRangeWithoutTime { get; private set; }

    public TextCounts OperationType { get; } = new(!isPart);

    public TextCounts TypeName { get; } = new(!isPart);

    public TextCounts DeleteHandler { get; } = new(!isPart);

    public TextCounts Connection { get; } = new(!isPart);

    /// <summary>The counts by scenario, if they are requested.</summary>
    public ScenarioCounts? Scenarios { get; } = options.ByScenario ? new ScenarioCounts() : null;

    /// <summary>The counts by time, if they are requested.</summary>
    public TimeCounts? Times { get; } = options.ByTime ? new TimeCounts(options.BucketWidth ?? BucketWidth.Min) : null;

    /// <summary>The counts of the requested fields.</summary>
    public IReadOnlyList<TopValues> Tops { get; } = [.. options.Tops.Select(top => new TopValues(top, isPart))];

    /// <summary>Deletes without a handler, which Atlan treats as archives.</summary>
    public long DeletesWithoutHandler { get; private set; }

    // A scenario may depend on the events before.
    public bool CanDivide => Scenarios is null;

    long IEventPart.Bytes => OperationType.Bytes + TypeName.Bytes + DeleteHandler.Bytes + Connection.Bytes
        + (Times?.Bytes ?? 0) + Tops.Sum(top => top.Counts.Bytes);

    public void Consume(in EventView view, in EventPosition position)
    {
        bool needsTime = options.ByTime || !options.Times.IsAll;
        DateTimeOffset? time = needsTime && view.TryGetEventTime(out DateTimeOffset known) ? known : null;
        Consume(view, time, options.ByTime ? EventKinds.Of(view) : default);
    }

    /// <summary>Counts an event.</summary>
    /// <param name="view">The event.</param>
    /// <param name="time">Its time, if it has one and the options need it.</param>
    /// <param name="kind">Its kind, if events are counted by time.</param>
    public void Consume(in EventView view, DateTimeOffset? time, EventKind kind)
    {
        if (!AddTime(time, kind))
            return;

        Events++;
        Add(OperationType, view.OperationText);
        Add(TypeName, view.TypeName);
        Add(DeleteHandler, view.DeleteHandlerText);

        AddConnection(view.QualifiedName.Span);

        if (!view.DeleteHandlerText.IsPresent && view.Operation == Fast.OperationType.EntityDelete)
            DeletesWithoutHandler++;

        Scenarios?.Add(view);
        for (int i = 0; i < Tops.Count; i++)
            Tops[i].Add(view);
    }

    public IEventPart CreatePart() => new EventStatistics(options, isPart: true);

    public void Merge(IEventPart part)
    {
        var other = (EventStatistics)part;
        OperationType.Add(other.OperationType);
        TypeName.Add(other.TypeName);
        DeleteHandler.Add(other.DeleteHandler);
        Connection.Add(other.Connection);
        DeletesWithoutHandler += other.DeletesWithoutHandler;
        Events += other.Events;
        OutOfRange += other.OutOfRange;
        OutOfRangeWithoutTime += other.OutOfRangeWithoutTime;
        Times?.Add(other.Times!);
        for (int i = 0; i < Tops.Count; i++)
            Tops[i].Counts.Add(other.Tops[i].Counts);
    }

    /// <returns><see langword="false"/> if the event is not in the range.</returns>
    private bool AddTime(DateTimeOffset? time, EventKind kind)
    {
        if (!options.Times.Contains(time))
        {
            OutOfRange++;
            OutOfRangeWithoutTime += time is null ? 1 : 0;
            return false;
        }

        if (time is DateTimeOffset known)
            Times?.Add(known, kind);
        else
            Times?.AddWithoutTime();

        return true;
    }

    private void AddConnection(ReadOnlySpan<byte> qualifiedName)
    {
        // Consecutive events usually have the same connection, and comparing is cheaper than searching.
        ReadOnlySpan<byte> last = Connection.Last;
        bool isSame = !last.IsEmpty && QualifiedNames.IsUnder(qualifiedName, last);
        ReadOnlySpan<byte> connection = isSame ? last : QualifiedNames.ConnectionOf(qualifiedName);
        if (!connection.IsEmpty)
            Connection.Add(connection);
    }

    private static void Add(TextCounts counts, Utf8Field field)
    {
        if (field.IsPresent)
            counts.Add(field.Span);
    }
}
