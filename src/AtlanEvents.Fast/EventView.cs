using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Scenarios;

namespace AtlanEvents.Fast;

/// <summary>One event: its routing fields, its line and its position. Nothing is copied or allocated.</summary>
/// <remarks>
/// Borrows the buffer that it was read from. A view from <see cref="EventReader.TryRead"/> is valid until the next
/// <see cref="EventReader.ReadAsync"/>; <see cref="EventParser"/> documents the lifetime of its views. <see cref="ToRecord"/> makes
/// an owned copy.
/// </remarks>
public readonly ref struct EventView
{
    // The engine writes the located line in place (LocatedIn), since copying a view of this size stalls the processor's
    // store-to-load forwarding.
    private readonly LocatedLine _located;
    private readonly ReadOnlySpan<byte> _line;
    private readonly ReadOnlySpan<byte> _text;
    private readonly long _number;
    private readonly long _offset;

    internal EventView(ReadOnlySpan<byte> line, long number, long offset, scoped in LocatedLine located, ReadOnlySpan<byte> text)
    {
        _line = line;
        _number = number;
        _offset = offset;
        _located = located;
        _text = text;
    }

    /// <summary>
    /// The bytes of the line, without its newline. For an event that was packed in a message or wrapper: the bytes of the event,
    /// as one line.
    /// </summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <summary>The one-based line number; lines of every outcome count. For a split message: that of the line that completed it.</summary>
    public long LineNumber => _number;

    /// <summary>The zero-based byte offset of the line in the input.</summary>
    public long ByteOffset => _offset;

    /// <summary>The operation: <c>$.message.operationType</c>.</summary>
    public OperationType Operation => RoutingText.ToOperationType(OperationText);

    /// <summary>The text of <c>$.message.operationType</c>, known or not.</summary>
    public Utf8Field OperationText => Get(Field.OperationType);

    /// <summary>The asset's type, such as <c>Column</c>: <c>$.message.entity.typeName</c>.</summary>
    public Utf8Field TypeName => Get(Field.TypeName);

    /// <summary>The asset's id, normally a UUID: <c>$.message.entity.guid</c>.</summary>
    public Utf8Field Guid => Get(Field.Guid);

    /// <summary>
    /// The asset's unique name, such as <c>default/bigquery/1665130698/db/schema/table</c>:
    /// <c>$.message.entity.attributes.qualifiedName</c>.
    /// </summary>
    public Utf8Field QualifiedName => Get(Field.QualifiedName);

    /// <summary>
    /// The qualified name of the asset's connection, such as <c>default/bigquery/1665130698</c>; absent if the name has another
    /// form.
    /// </summary>
    public Utf8Field ConnectionQualifiedName
        => QualifiedNames.ConnectionOf(QualifiedName.Span) is { IsEmpty: false } connection ? new Utf8Field(connection) : default;

    /// <summary>The delete handler: <c>$.message.entity.deleteHandler</c>.</summary>
    public DeleteHandler DeleteHandler => RoutingText.ToDeleteHandler(DeleteHandlerText);

    /// <summary>The text of <c>$.message.entity.deleteHandler</c>, known or not.</summary>
    public Utf8Field DeleteHandlerText => Get(Field.DeleteHandler);

    /// <summary>Whether the event is an <c>ENTITY_DELETE</c> that archives the asset: its handler archives, or it has none.</summary>
    public bool IsArchive => Operation == OperationType.EntityDelete && (DeleteHandler == DeleteHandler.None || DeleteHandler.IsArchive());

    /// <summary>Whether the event is an <c>ENTITY_DELETE</c> that purges the asset.</summary>
    public bool IsPurge => Operation == OperationType.EntityDelete && DeleteHandler.IsPurge();

    /// <summary>The text of <c>$.message.type</c>.</summary>
    internal Utf8Field MessageType => Get(Field.MessageType);

    /// <summary>
    /// Reads <c>$.message.eventTime</c>, the time of the request that caused the event. All events of one request share it.
    /// </summary>
    /// <param name="time">The time, in UTC.</param>
    /// <returns><see langword="false"/> if the event has none, or it is not an integer in the range of the type.</returns>
    /// <remarks>
    /// Not one of the located fields. Where Atlas writes it, directly after the operation, it is read at once. Otherwise, each call parses
    /// the line again with <see cref="System.Text.Json.Utf8JsonReader"/>, which takes several times as long as reading the event did.
    /// Allocates nothing.
    /// </remarks>
    public bool TryGetEventTime(out DateTimeOffset time)
    {
        time = default;
        FieldSlice operation = _located.Fields[(int)Field.OperationType];
        bool isInLine = operation.Form == FieldForm.Plain;
        if (!(isInLine && AdjacentEventTime.TryRead(Line, operation.Start + operation.Length, out long milliseconds))
            && !EventDetails.Locate(Line).TryGetEventTime(out milliseconds))
            return false;

        long min = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
        long max = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        if (milliseconds < min || milliseconds > max)
            return false;

        time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Copies the fields. Allocates the record and the strings that do not repeat.</summary>
    public EventRecord ToRecord() => EventRecord.Create(this);

    /// <summary>The memory where an engine writes the located line of a view.</summary>
    internal static ref LocatedLine LocatedIn(ref EventView view) => ref Unsafe.AsRef(in view._located);

    /// <summary>Sets everything except the located line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Place(ref EventView view, ReadOnlySpan<byte> line, long number, long offset)
    {
        Unsafe.AsRef(in view._line) = line;
        Unsafe.AsRef(in view._number) = number;
        Unsafe.AsRef(in view._offset) = offset;
        Unsafe.AsRef(in view._text) = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Utf8Field Get(Field field)
    {
        FieldSlice slice = _located.Fields[(int)field];
        return slice.Form switch
        {
            FieldForm.Absent => default,
            FieldForm.Unescaped => new Utf8Field(_text.Slice(slice.Start, slice.Length)),
            _ => new Utf8Field(_line.Slice(slice.Start, slice.Length)),
        };
    }
}
