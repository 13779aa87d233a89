using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts events by their fields. An absent field is not counted.</summary>
internal sealed class EventStatistics : IEventConsumer
{
    public TextCounts OperationType { get; } = new();

    public TextCounts TypeName { get; } = new();

    public TextCounts DeleteHandler { get; } = new();

    public TextCounts Connection { get; } = new();

    /// <summary>The scenarios, if they were asked for.</summary>
    public ScenarioCounts? Scenarios { get; init; }

    /// <summary>Deletes without a handler, which Atlan treats as archival.</summary>
    public long DeletesWithoutHandler { get; private set; }

    public void Consume(in EventView view)
    {
        Add(OperationType, view.OperationText);
        Add(TypeName, view.TypeName);
        Add(DeleteHandler, view.DeleteHandlerText);

        AddConnection(view.QualifiedName.Span);

        if (!view.DeleteHandlerText.IsPresent && view.Operation == Fast.OperationType.EntityDelete)
            DeletesWithoutHandler++;

        Scenarios?.Add(view);
    }

    private void AddConnection(ReadOnlySpan<byte> qualifiedName)
    {
        // Mostly it is the connection of the event before, which is cheaper to see than to find.
        ReadOnlySpan<byte> last = Connection.Last;
        ReadOnlySpan<byte> connection = !last.IsEmpty && QualifiedNames.IsUnder(qualifiedName, last) ? last : QualifiedNames.ConnectionOf(qualifiedName);
        if (!connection.IsEmpty)
            Connection.Add(connection);
    }

    private static void Add(TextCounts counts, Utf8Field field)
    {
        if (field.IsPresent)
            counts.Add(field.Span);
    }
}
