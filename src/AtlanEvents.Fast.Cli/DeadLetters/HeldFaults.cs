namespace AtlanEvents.Fast.Cli.DeadLetters;

/// <summary>Copies rejected lines, to report them later.</summary>
internal sealed class HeldFaults
{
    private readonly List<Entry> _faults = [];
    private readonly ArrayBufferWriter<byte> _texts = new();

    /// <summary>The approximate memory of what is kept.</summary>
    public long Bytes => _texts.WrittenCount + (56L * _faults.Count);

    public void Add(in LineFault fault)
    {
        MessagePart part = fault.Part;
        int text = _texts.WrittenCount;
        _texts.Write(fault.Line);
        _texts.Write(part.MessageId);
        _faults.Add(new Entry(
            fault.Reason,
            fault.LineNumber,
            fault.ByteOffset,
            fault.Length,
            text,
            fault.Line.Length,
            part.MessageId.Length,
            part.Index,
            part.Count));
    }

    /// <summary>Reports the lines in the order in which they were added, and forgets them.</summary>
    /// <inheritdoc cref="RejectedLines.Add" path="/exception"/>
    public void ReportTo(RejectedLines rejected, string input)
    {
        foreach (Entry fault in _faults)
        {
            ReadOnlySpan<byte> line = _texts.WrittenSpan.Slice(fault.Text, fault.LineLength);
            ReadOnlySpan<byte> id = _texts.WrittenSpan.Slice(fault.Text + fault.LineLength, fault.IdLength);
            var part = new MessagePart(id, fault.PartIndex, fault.PartCount);
            rejected.Add(
                new EventPosition(input, fault.Number, fault.Offset),
                new LineFault(fault.Reason, fault.Number, fault.Offset, fault.Length, line, part));
        }

        _faults.Clear();
        _texts.ResetWrittenCount();
    }

    // The bytes of the line and the id of its message follow each other in the strings.
    private readonly record struct Entry(
        LineFaultReason Reason,
        long Number,
        long Offset,
        long Length,
        int Text,
        int LineLength,
        int IdLength,
        int PartIndex,
        int PartCount);
}
