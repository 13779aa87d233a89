using System.Text;
using CommunityToolkit.HighPerformance.Buffers;

namespace AtlanEvents.Fast;

/// <summary>One event as an owned object: the same fields as <see cref="EventView"/>, as strings, to keep as long as you like.</summary>
/// <remarks>
/// Texts that repeat from event to event (<see cref="OperationText"/>, <see cref="TypeName"/>,
/// <see cref="ConnectionQualifiedName"/>, <see cref="DeleteHandlerText"/>) come from <see cref="StringPool.Shared"/>, which is
/// bounded, so that a dump of millions of events holds each of them once.
/// </remarks>
public sealed record EventRecord
{
    /// <summary>What happened.</summary>
    public OperationType Operation { get; init; }

    /// <summary>The text of the operation, known or not; <see langword="null"/> if absent.</summary>
    public string? OperationText { get; init; }

    /// <summary>The asset's type, such as <c>Column</c>; <see langword="null"/> if absent.</summary>
    public string? TypeName { get; init; }

    /// <summary>The asset's id, normally a UUID; <see langword="null"/> if absent.</summary>
    public string? Guid { get; init; }

    /// <summary>The asset's unique name; <see langword="null"/> if absent.</summary>
    public string? QualifiedName { get; init; }

    /// <summary>The connection that the asset belongs to, as <see cref="Fast.QualifiedName.ConnectionOf"/> finds it; <see langword="null"/> if none.</summary>
    public string? ConnectionQualifiedName { get; init; }

    /// <summary>How the asset was deleted.</summary>
    public DeleteHandler DeleteHandler { get; init; }

    /// <summary>The text of the delete handler, known or not; <see langword="null"/> if absent.</summary>
    public string? DeleteHandlerText { get; init; }

    /// <summary>The line's number in the input, from 1.</summary>
    public long LineNumber { get; init; }

    /// <summary>How many bytes of input stand before the line.</summary>
    public long ByteOffset { get; init; }

    internal static EventRecord Create(in EventView view) => new()
    {
        Operation = view.Operation,
        OperationText = Pooled(view.OperationText),
        TypeName = Pooled(view.TypeName),
        Guid = view.Guid.ToStringOrNull(),
        QualifiedName = view.QualifiedName.ToStringOrNull(),
        ConnectionQualifiedName = PooledOrNull(Fast.QualifiedName.ConnectionOf(view.QualifiedName.Span)),
        DeleteHandler = view.DeleteHandler,
        DeleteHandlerText = Pooled(view.DeleteHandlerText),
        LineNumber = view.LineNumber,
        ByteOffset = view.ByteOffset,
    };

    private static string? Pooled(Utf8Field field)
        => field.IsPresent ? StringPool.Shared.GetOrAdd(field.Span, Encoding.UTF8) : null;

    private static string? PooledOrNull(ReadOnlySpan<byte> text)
        => text.IsEmpty ? null : StringPool.Shared.GetOrAdd(text, Encoding.UTF8);
}
