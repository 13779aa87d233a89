using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Engines;

namespace AtlanEvents.Fast;

/// <summary>One event: its routing fields, its line, and where it stands. Nothing is copied or allocated.</summary>
/// <remarks>
/// Borrows the buffer that it was read from. From <see cref="EventReader.TryRead"/> it is valid until the next
/// <see cref="EventReader.ReadAsync"/>; from <see cref="EventParser"/> see there. <see cref="ToRecord"/> makes a copy to keep.
/// </remarks>
public readonly ref struct EventView
{
    // Written in place by the engine (LocatedIn): a view is larger than what processors copy without waiting for its parts.
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
    /// The bytes of the line, without its newline. Of an event that came out of a message or wrapper, its own bytes, as one line: what would
    /// have been the line if it had come by itself.
    /// </summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <summary>The line's number in the input, from 1, lines of every outcome counted; of a message that was split, that of the line that completed it.</summary>
    public long LineNumber => _number;

    /// <summary>How many bytes of input stand before the line.</summary>
    public long ByteOffset => _offset;

    /// <summary>What happened: <c>$.message.operationType</c>.</summary>
    public OperationType Operation => RoutingText.ToOperationType(OperationText);

    /// <summary>The text of <c>$.message.operationType</c>, known or not.</summary>
    public Utf8Field OperationText => Get(Field.OperationType);

    /// <summary>The asset's type, such as <c>Column</c>: <c>$.message.entity.typeName</c>.</summary>
    public Utf8Field TypeName => Get(Field.TypeName);

    /// <summary>The asset's id, normally a UUID: <c>$.message.entity.guid</c>.</summary>
    public Utf8Field Guid => Get(Field.Guid);

    /// <summary>The asset's unique name, such as <c>default/bigquery/1665130698/db/schema/table</c>: <c>$.message.entity.attributes.qualifiedName</c>.</summary>
    public Utf8Field QualifiedName => Get(Field.QualifiedName);

    /// <summary>How the asset was deleted: <c>$.message.entity.deleteHandler</c>.</summary>
    public DeleteHandler DeleteHandler => RoutingText.ToDeleteHandler(DeleteHandlerText);

    /// <summary>The text of <c>$.message.entity.deleteHandler</c>, known or not.</summary>
    public Utf8Field DeleteHandlerText => Get(Field.DeleteHandler);

    /// <summary>The text of <c>$.message.type</c>.</summary>
    internal Utf8Field MessageType => Get(Field.MessageType);

    /// <summary>Where the engine notes what a line holds that is going to be this view's.</summary>
    internal static ref LocatedLine LocatedIn(ref EventView view) => ref Unsafe.AsRef(in view._located);

    /// <summary>Sets everything but what the engine has noted.</summary>
    internal static void Place(ref EventView view, ReadOnlySpan<byte> line, long number, long offset)
    {
        Unsafe.AsRef(in view._line) = line;
        Unsafe.AsRef(in view._number) = number;
        Unsafe.AsRef(in view._offset) = offset;
        Unsafe.AsRef(in view._text) = default;
    }

    /// <summary>An owned copy of the fields. Allocates the record and the strings that do not repeat.</summary>
    public EventRecord ToRecord() => EventRecord.Create(this);

    private Utf8Field Get(Field field)
    {
        FieldSlice slice = _located.Strings[(int)field];
        return slice.Form switch
        {
            FieldForm.Absent => default,
            FieldForm.Unescaped => new Utf8Field(_text.Slice(slice.Start, slice.Length)),
            _ => new Utf8Field(Line.Slice(slice.Start, slice.Length)),
        };
    }
}
