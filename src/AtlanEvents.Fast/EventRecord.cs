using System.Text;
using CommunityToolkit.HighPerformance.Buffers;

namespace AtlanEvents.Fast;

/// <summary>An owned copy of an event: the fields of <see cref="EventView"/> as strings.</summary>
/// <remarks>
/// Texts that repeat from event to event (<see cref="OperationText"/>, <see cref="TypeName"/>,
/// <see cref="ConnectionQualifiedName"/>, <see cref="DeleteHandlerText"/>) come from the bounded <see cref="StringPool.Shared"/> if
/// they are at most 256 bytes long, so that records of many events share them.
/// </remarks>
public sealed record EventRecord
{
    private const int MaxPooledBytes = 256;

    /// <summary>The operation.</summary>
    public OperationType Operation { get; init; }

    /// <summary>The text of the operation, known or not; <see langword="null"/> if absent.</summary>
    public string? OperationText { get; init; }

    /// <summary>The asset's type, such as <c>Column</c>; <see langword="null"/> if absent.</summary>
    public string? TypeName { get; init; }

    /// <summary>The asset's id, normally a UUID; <see langword="null"/> if absent.</summary>
    public string? Guid { get; init; }

    /// <summary>The asset's unique name; <see langword="null"/> if absent.</summary>
    public string? QualifiedName { get; init; }

    /// <summary>The qualified name of the asset's connection; <see langword="null"/> if the asset's name has another form.</summary>
    public string? ConnectionQualifiedName { get; init; }

    /// <summary>The delete handler.</summary>
    public DeleteHandler DeleteHandler { get; init; }

    /// <summary>The text of the delete handler, known or not; <see langword="null"/> if absent.</summary>
    public string? DeleteHandlerText { get; init; }

    /// <summary>The one-based line number.</summary>
    public long LineNumber { get; init; }

    /// <summary>The zero-based byte offset of the line in the input.</summary>
    public long ByteOffset { get; init; }

    internal static EventRecord Create(in EventView view) => new()
    {
        Operation = view.Operation,
        OperationText = ToPooledString(view.OperationText),
        TypeName = ToPooledString(view.TypeName),
        Guid = view.Guid.ToStringOrNull(),
        QualifiedName = view.QualifiedName.ToStringOrNull(),
        ConnectionQualifiedName = ToPooledString(view.ConnectionQualifiedName),
        DeleteHandler = view.DeleteHandler,
        DeleteHandlerText = ToPooledString(view.DeleteHandlerText),
        LineNumber = view.LineNumber,
        ByteOffset = view.ByteOffset,
    };

    // The pool bounds the number of its strings, but not their length, and keeps them.
    private static string? ToPooledString(Utf8Field field)
        => field.IsPresent && field.Span.Length <= MaxPooledBytes
            ? StringPool.Shared.GetOrAdd(field.Span, Encoding.UTF8)
            : field.ToStringOrNull();
}
