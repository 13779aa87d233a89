using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>The scope <see cref="Scope.Locate"/>: the fields are looked at where they are.</summary>
internal struct LocateSink<TDigest> : IEventSink
    where TDigest : struct, IDigest
{
    private ulong _sum;
    private long _events;

    public readonly Answer Answer => new(_events, _sum, Rejected);

    public long Rejected { readonly get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in EventView view)
    {
        _sum = TDigest.Add(_sum, view.OperationText.Span);
        _sum = TDigest.Add(_sum, view.TypeName.Span);
        _sum = TDigest.Add(_sum, view.Guid.Span);
        _sum = TDigest.Add(_sum, view.QualifiedName.Span);
        _sum = TDigest.Add(_sum, view.DeleteHandlerText.Span);
        _events++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in Utf8Fields fields)
    {
        _sum = TDigest.Add(_sum, fields.OperationType);
        _sum = TDigest.Add(_sum, fields.TypeName);
        _sum = TDigest.Add(_sum, fields.Guid);
        _sum = TDigest.Add(_sum, fields.QualifiedName);
        _sum = TDigest.Add(_sum, fields.DeleteHandler);
        _events++;
    }

    public void Take(string? operationType, string? typeName, string? guid, string? qualifiedName, string? deleteHandler)
    {
        _sum = TDigest.Add(_sum, operationType);
        _sum = TDigest.Add(_sum, typeName);
        _sum = TDigest.Add(_sum, guid);
        _sum = TDigest.Add(_sum, qualifiedName);
        _sum = TDigest.Add(_sum, deleteHandler);
        _events++;
    }
}
