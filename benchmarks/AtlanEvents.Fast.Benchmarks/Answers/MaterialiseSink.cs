using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>
/// The scope <see cref="Scope.Materialise"/>: each event becomes an object with strings on the heap. The
/// library makes its own <see cref="EventRecord"/>; a peer makes a <see cref="RoutingRecord"/>.
/// </summary>
internal struct MaterialiseSink<TDigest> : IEventSink
    where TDigest : struct, IDigest
{
    private ulong _sum;
    private long _events;

    public readonly Answer Answer => new(_events, _sum, Rejected);

    public long Rejected { readonly get; set; }

    public void Take(in EventView view)
    {
        EventRecord record = view.ToRecord();
        Digest(record.OperationText, record.TypeName, record.Guid, record.QualifiedName, record.DeleteHandlerText);
        GC.KeepAlive(record);
    }

    public void Take(in Utf8Fields fields)
        => Take(Text(fields.OperationType), Text(fields.TypeName), Text(fields.Guid), Text(fields.QualifiedName), Text(fields.DeleteHandler));

    public void Take(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler)
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
