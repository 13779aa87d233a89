namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>Takes the events that a managed contender finds. The sink is the scope: it decides what becomes of the fields.</summary>
internal interface IEventSink
{
    Answer Answer { get; }

    /// <summary>How many lines were rejected.</summary>
    long Rejected { set; }

    /// <summary>Takes an event of the library.</summary>
    void Take(in EventView view);

    /// <summary>Takes an event of a peer that has spans.</summary>
    void Take(in Utf8Fields fields);

    /// <summary>Takes an event of a peer that has strings.</summary>
    void Take(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler);
}
