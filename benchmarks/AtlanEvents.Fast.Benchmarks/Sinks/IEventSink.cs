using System.Runtime.CompilerServices;
using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Sinks;

/// <summary>Receives the events of a managed contender. Each scope has a sink, which decides what is done with the fields.</summary>
internal interface IEventSink
{
    ContenderResult Result { get; }

    /// <summary>The number of rejected lines.</summary>
    long Rejected { set; }

    /// <summary>Adds an event of the library.</summary>
    void Add(in EventView view);

    /// <summary>Adds an event of a peer that returns spans.</summary>
    void Add(in Utf8Fields fields);

    /// <summary>Adds an event of a peer that returns strings.</summary>
    void Add(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler);
}

/// <summary>The scope <see cref="Scope.Locate"/>: reads the fields where they are.</summary>
internal struct LocateSink<TDigest> : IEventSink
    where TDigest : struct, IDigest
{
    private ulong _sum;
    private long _events;

    public readonly ContenderResult Result => new(_events, _sum, Rejected);

    public long Rejected { readonly get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in EventView view)
    {
        _sum = TDigest.Add(_sum, view.OperationText.Span);
        _sum = TDigest.Add(_sum, view.TypeName.Span);
        _sum = TDigest.Add(_sum, view.Guid.Span);
        _sum = TDigest.Add(_sum, view.QualifiedName.Span);
        _sum = TDigest.Add(_sum, view.DeleteHandlerText.Span);
        _events++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Utf8Fields fields)
    {
        _sum = TDigest.Add(_sum, fields.OperationType);
        _sum = TDigest.Add(_sum, fields.TypeName);
        _sum = TDigest.Add(_sum, fields.Guid);
        _sum = TDigest.Add(_sum, fields.QualifiedName);
        _sum = TDigest.Add(_sum, fields.DeleteHandler);
        _events++;
    }

    public void Add(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler)
    {
        _sum = TDigest.Add(_sum, operationType);
        _sum = TDigest.Add(_sum, typeName);
        _sum = TDigest.Add(_sum, guid);
        _sum = TDigest.Add(_sum, qualifiedName);
        _sum = TDigest.Add(_sum, deleteHandler);
        _events++;
    }
}

/// <summary>
/// The scope <see cref="Scope.Materialise"/>: creates an object with strings for each event, an <see cref="EventRecord"/> for the library
/// and a <see cref="RoutingRecord"/> for a peer.
/// </summary>
internal struct MaterialiseSink<TDigest> : IEventSink
    where TDigest : struct, IDigest
{
    private ulong _sum;
    private long _events;

    public readonly ContenderResult Result => new(_events, _sum, Rejected);

    public long Rejected { readonly get; set; }

    public void Add(in EventView view)
    {
        EventRecord record = view.ToRecord();
        Digest(record.OperationText, record.TypeName, record.Guid, record.QualifiedName, record.DeleteHandlerText);
        GC.KeepAlive(record);
    }

    public void Add(in Utf8Fields fields)
        => Add(
            Text(fields.OperationType), Text(fields.TypeName), Text(fields.Guid), Text(fields.QualifiedName), Text(fields.DeleteHandler));

    public void Add(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler)
    {
        var record = new RoutingRecord(operationType, typeName, guid, qualifiedName, deleteHandler);
        Digest(record.OperationType, record.TypeName, record.Guid, record.QualifiedName, record.DeleteHandler);
        GC.KeepAlive(record);
    }

    private static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);

    private void Digest(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler)
    {
        _sum = TDigest.Add(_sum, operationType);
        _sum = TDigest.Add(_sum, typeName);
        _sum = TDigest.Add(_sum, guid);
        _sum = TDigest.Add(_sum, qualifiedName);
        _sum = TDigest.Add(_sum, deleteHandler);
        _events++;
    }
}

/// <summary>The copy of an event that a user of a peer would keep.</summary>
internal sealed record RoutingRecord(string? OperationType, string? TypeName, string? Guid, string? QualifiedName, string? DeleteHandler)
{
    /// <summary>The rule of <see cref="Utf8Fields.IsEvent"/>, for a contender that returns strings.</summary>
    public static bool IsEvent(bool hasEntity, string? operationType)
        => hasEntity && !(operationType?.StartsWith("TRAIT_", StringComparison.Ordinal) ?? false);
}
