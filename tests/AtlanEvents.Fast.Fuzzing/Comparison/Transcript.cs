using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>
/// The results of an input as bytes, for fast comparison: events with their fields and rejected lines, each with number, offset and bytes,
/// then the counts, or an exception.
/// </summary>
internal sealed class Transcript
{
    private readonly List<int> _starts = [];
    private readonly List<LineVerdict> _verdicts = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <summary>The number of fast-path lines, if the path reports it.</summary>
    public long FastLines { get; private set; }

    /// <summary>The verdict on each line, including blank lines and messages, if the path reports it.</summary>
    public ReadOnlySpan<LineVerdict> Verdicts => CollectionsMarshal.AsSpan(_verdicts);

    public void Clear()
    {
        _starts.Clear();
        _verdicts.Clear();
        _length = 0;
        FastLines = 0;
    }

    public void Add(LineVerdict verdict) => _verdicts.Add(verdict);

    public void Add(in EventView view, long number, long offset)
    {
        Start('E', number, offset, view.Line.Length, view.Line);
        Add(view.OperationText);
        Add(view.TypeName);
        Add(view.Guid);
        Add(view.QualifiedName);
        Add(view.DeleteHandlerText);
    }

    public void Add(in LineFault fault) => Add(fault.Reason, fault.LineNumber, fault.ByteOffset, fault.Length, fault.Line);

    public void Add(LineFaultReason reason, long number, long offset, long length, ReadOnlySpan<byte> line)
    {
        Start('R', number, offset, length, line);
        Add((long)reason);
    }

    /// <summary>Ends the transcript.</summary>
    public void Add(ReadCounts counts)
    {
        Start('C', counts.Lines, counts.Bytes, counts.Events, []);
        Add(counts.Blank);
        foreach (NotRoutableReason reason in Enum.GetValues<NotRoutableReason>().AsSpan(1))
            Add(counts.NotRoutableFor(reason));

        foreach (LineFaultReason reason in Enum.GetValues<LineFaultReason>().AsSpan(1))
            Add(counts.RejectedFor(reason));

        FastLines = counts.LinesBy(LinePath.Fast);
    }

    /// <summary>Ends the transcript with an exception, either because of an unsupported encoding or because of a bug.</summary>
    public void Add(Exception exception)
        => Start(
            'X', 0, 0, 0, Encoding.UTF8.GetBytes(exception is EventFormatException format ? $"{format.Reason}" : exception.ToString()));

    /// <summary>Returns whether both are equal. Verdicts are compared if both have them.</summary>
    public bool IsSame(Transcript other)
        => _bytes.AsSpan(0, _length).SequenceEqual(other._bytes.AsSpan(0, other._length))
            && (_verdicts.Count == 0 || other._verdicts.Count == 0 || Verdicts.SequenceEqual(other.Verdicts));

    /// <summary>Describes the first difference to another transcript.</summary>
    public string Differences(Transcript other)
    {
        int same = _bytes.AsSpan(0, _length).CommonPrefixLength(other._bytes.AsSpan(0, other._length));
        if (same == _length && same == other._length)
        {
            int line = Verdicts.CommonPrefixLength(other.Verdicts);
            return $"line {line + 1}: expected {VerdictOf(line)}, but was {other.VerdictOf(line)}";
        }

        // One of them may be longer.
        int record = Math.Max(
            0, Math.Max(_starts.FindLastIndex(start => start <= same), other._starts.FindLastIndex(start => start <= same)));
        return $"expected {Text(record)}\n  but was {other.Text(record)}";
    }

    private string VerdictOf(int line) => line < _verdicts.Count ? $"{_verdicts[line]}" : "nothing";

    private string Text(int record)
    {
        if (record >= _starts.Count)
            return "nothing";

        int end = record + 1 < _starts.Count ? _starts[record + 1] : _length;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_starts[record]..end);
        long[] numbers = MemoryMarshal.Cast<byte, long>(bytes[1..33]).ToArray();
        ReadOnlySpan<byte> line = bytes.Slice(33, (int)numbers[3]);
        ReadOnlySpan<byte> rest = bytes[(33 + line.Length)..];
        string text = Encoding.Latin1.GetString(line[..Math.Min(line.Length, 1_000)]);
        return bytes[0] switch
        {
            (byte)'E' => $"line {numbers[0]} at {numbers[1]}, an event, fields {Encoding.Latin1.GetString(rest)}: {text}",
            (byte)'R'
                => $"line {numbers[0]} at {numbers[1]}, {(LineFaultReason)BinaryPrimitives.ReadInt64LittleEndian(rest)}, length {numbers[2]}: {text}",
            (byte)'C'
                => $"the end after {numbers[0]} lines and {numbers[1]} bytes, {numbers[2]} events, then counted {string.Join(' ', MemoryMarshal.Cast<byte, long>(rest).ToArray())}",
            _ => text,
        };
    }

    private void Start(char kind, long number, long offset, long length, ReadOnlySpan<byte> line)
    {
        _starts.Add(_length);
        Room(1)[0] = (byte)kind;
        Add(number);
        Add(offset);
        Add(length);
        Add(line.Length);
        line.CopyTo(Room(line.Length));
    }

    private void Add(Utf8Field field)
    {
        Room(1)[0] = field.IsPresent ? (byte)'=' : (byte)'-';
        Add(field.Span.Length);
        field.Span.CopyTo(Room(field.Span.Length));
    }

    private void Add(long number) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + length));

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
