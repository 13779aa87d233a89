using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts events by their fields. Absent fields are not counted.</summary>
/// <param name="isPart">Whether these are counts of a stretch, which must have every text.</param>
internal sealed class EventStatistics(bool isPart = false) : IDivisibleConsumer, IEventPart
{
    public TextCounts OperationType { get; } = new(!isPart);

    public TextCounts TypeName { get; } = new(!isPart);

    public TextCounts DeleteHandler { get; } = new(!isPart);

    public TextCounts Connection { get; } = new(!isPart);

    /// <summary>The counts by scenario, if they are requested.</summary>
    public ScenarioCounts? Scenarios { get; init; }

    /// <summary>Deletes without a handler, which Atlan treats as archives.</summary>
    public long DeletesWithoutHandler { get; private set; }

    // A scenario may depend on the events before.
    public bool CanDivide => Scenarios is null;

    long IEventPart.Bytes => OperationType.Bytes + TypeName.Bytes + DeleteHandler.Bytes + Connection.Bytes;

    public void Consume(in EventView view, in EventPosition position)
    {
        Add(OperationType, view.OperationText);
        Add(TypeName, view.TypeName);
        Add(DeleteHandler, view.DeleteHandlerText);

        AddConnection(view.QualifiedName.Span);

        if (!view.DeleteHandlerText.IsPresent && view.Operation == Fast.OperationType.EntityDelete)
            DeletesWithoutHandler++;

        Scenarios?.Add(view);
    }

    public IEventPart CreatePart() => new EventStatistics(isPart: true);

    public void Merge(IEventPart part)
    {
        var other = (EventStatistics)part;
        OperationType.Add(other.OperationType);
        TypeName.Add(other.TypeName);
        DeleteHandler.Add(other.DeleteHandler);
        Connection.Add(other.Connection);
        DeletesWithoutHandler += other.DeletesWithoutHandler;
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
