namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>Copies the results of a reader, in order.</summary>
internal sealed class LineCollector
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public List<LineResult> Lines { get; } = [];

    public void Add(in EventView view, long number, long offset)
    {
        var fields = new EventFields(
            Text(view.OperationText), Text(view.TypeName), Text(view.Guid), Text(view.QualifiedName), Text(view.DeleteHandlerText));
        Lines.Add(new LineResult(number, offset, LineVerdict.Event, fields, view.Line.Length, Encoding.Latin1.GetString(view.Line)));
    }

    public void Add(in LineFault fault) => Add(fault.Reason, fault.LineNumber, fault.ByteOffset, fault.Length, fault.Line);

    public void Add(LineFaultReason reason, long number, long offset, long length, ReadOnlySpan<byte> line)
        => Lines.Add(new LineResult(number, offset, LineVerdict.Rejected(reason), null, length, Encoding.Latin1.GetString(line)));

    private static string? Text(Utf8Field field)
    {
        Assert.True(field.IsPresent || field.Span.IsEmpty);
        return field.IsPresent ? s_strictUtf8.GetString(field.Span) : null;
    }
}
