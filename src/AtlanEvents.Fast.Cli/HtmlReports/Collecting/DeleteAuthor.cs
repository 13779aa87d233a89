using AtlanEvents.Fast.Cli.Statistics.Fields;

namespace AtlanEvents.Fast.Cli.HtmlReports.Collecting;

/// <summary>Reads who changed a deleted asset last: <c>$.message.entity.updatedBy</c>.</summary>
/// <remarks>
/// Where Atlas writes it, just before the delete handler, the line is not parsed again. Each step back from the handler, whose position is
/// known, ends at a quote that is not escaped, since the byte before it is no backslash. The handler is the last member of the entity, so
/// the key does not occur again.
/// <code>
/// ,"updatedBy":"autoqa","createTime":1665131067418,"updateTime":1665131067862,"deleteHandler":"HARD"}
///               ^ text                                                                         ^ located field
/// </code>
/// </remarks>
internal static class DeleteAuthor
{
    private static readonly EventField s_field = EventField.Find("message.entity.updatedBy")!;

    /// <inheritdoc cref="EventField.TryRead"/>
    public static bool TryRead(in EventView view, ArrayBufferWriter<byte> scratch, out ReadOnlySpan<byte> text)
        => TryReadAdjacent(view, out text) || s_field.TryRead(view, scratch, out text);

    private static bool TryReadAdjacent(in EventView view, out ReadOnlySpan<byte> text)
    {
        text = default;
        ReadOnlySpan<byte> line = view.Line;
        ReadOnlySpan<byte> handler = view.DeleteHandlerText.Span;
        if (!line.Overlaps(handler, out int start) || !line[(start + handler.Length)..].StartsWith("\"}"u8))
            return false;

        ReadOnlySpan<byte> before = line[..start];
        if (!TryCut(ref before, ",\"deleteHandler\":\""u8)
            || !TryCutNumber(ref before) || !TryCut(ref before, ",\"updateTime\":"u8)
            || !TryCutNumber(ref before) || !TryCut(ref before, "\",\"createTime\":"u8))
            return false;

        int quote = before.LastIndexOf((byte)'"');
        ReadOnlySpan<byte> value = before[(quote + 1)..];
        before = before[..(quote + 1)];
        if (value.Contains((byte)'\\') || !TryCut(ref before, ",\"updatedBy\":\""u8))
            return false;

        text = value;
        return true;
    }

    private static bool TryCut(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        bool isEnd = text.EndsWith(end);
        if (isEnd)
            text = text[..^end.Length];

        return isEnd;
    }

    private static bool TryCutNumber(ref ReadOnlySpan<byte> text)
    {
        int length = text.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        bool isNumber = length < text.Length;
        text = text[..length];
        return isNumber;
    }
}
