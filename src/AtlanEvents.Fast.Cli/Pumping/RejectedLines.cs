using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Keeps rejected lines in a dead letter file, and stops the run when there are too many.</summary>
/// <remarks>
/// The file holds one JSON object a line: <c>{"input":"dump","line":7,"offset":4711,"length":12,"reason":"InvalidJson","raw":"..."}</c>.
/// A line that is not UTF-8 stands under <c>rawBase64</c> instead. <c>jq -r .raw</c> gives the lines back. A part of a compressed or split
/// message has a <c>message</c> as well: <c>{"id":"...","part":0,"parts":3}</c>.
/// </remarks>
internal sealed class RejectedLines : IDisposable
{
    private const int LongestNumber = 20;

    private static readonly byte[][] s_reasons = [.. Enum.GetNames<LineFaultReason>().Select(Encoding.UTF8.GetBytes)];

    private readonly OutputWriter? _deadLetter;
    private readonly long _limit;
    private long _count;

    // The input that the last one stood in.
    private string? _input;
    private byte[] _utf8Input = [];

    public RejectedLines(PumpSettings settings)
    {
        _deadLetter = settings.DeadLetterPath is null ? null : OutputWriter.ToFile(settings.DeadLetterPath);
        _limit = settings.MaxRejects;
    }

    /// <summary>The first of them, for a message: where it stands and what is wrong.</summary>
    public string? First { get; private set; }

    /// <summary>Those of them that belong to messages which could not be put together.</summary>
    public BrokenMessages Messages { get; } = new();

    /// <exception cref="ToolException">These are more than are put up with, or the file cannot be written.</exception>
    public void Add(string input, in LineFault fault)
    {
        First ??= string.Create(
            CultureInfo.InvariantCulture,
            $"{input}, line {fault.LineNumber}, byte offset {fault.ByteOffset}: {fault.Reason}");

        Messages.Add(input, fault);
        if (_deadLetter is not null)
            Write(_deadLetter, input, fault);

        if (++_count > _limit)
        {
            throw new ToolException(
                ExitCode.LinesRejected,
                string.Create(CultureInfo.InvariantCulture, $"stopped: more than {_limit} lines were rejected"));
        }
    }

    public void Flush() => _deadLetter?.Flush();

    public void Dispose() => _deadLetter?.Dispose();

    private byte[] Utf8NameOf(string input)
    {
        if (input != _input)
            (_input, _utf8Input) = (input, Encoding.UTF8.GetBytes(input));

        return _utf8Input;
    }

    private void Write(OutputWriter output, string input, in LineFault fault)
    {
        output.Write("{\"input\":"u8);
        JsonString.Write(output, Utf8NameOf(input));
        WriteNumber(output, ",\"line\":"u8, fault.LineNumber);
        WriteNumber(output, ",\"offset\":"u8, fault.ByteOffset);
        WriteNumber(output, ",\"length\":"u8, fault.Length);
        output.Write(",\"reason\":\""u8);
        output.Write(s_reasons[(int)fault.Reason]);
        output.Write("\""u8);
        if (fault.Part.Count > 0)
            WritePart(output, fault.Part);

        if (Utf8.IsValid(fault.Line))
        {
            output.Write(",\"raw\":"u8);
            JsonString.Write(output, fault.Line);
        }
        else
        {
            output.Write(",\"rawBase64\":\""u8);
            Base64.EncodeToUtf8(fault.Line, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(fault.Line.Length)), out _, out int encoded);
            output.Advance(encoded);
            output.Write("\""u8);
        }

        output.Write("}\n"u8);
        output.EndRecord();
    }

    private static void WritePart(OutputWriter output, MessagePart part)
    {
        output.Write(",\"message\":{\"id\":"u8);
        JsonString.Write(output, part.MessageId);
        WriteNumber(output, ",\"part\":"u8, part.Index);
        WriteNumber(output, ",\"parts\":"u8, part.Count);
        output.Write("}"u8);
    }

    private static void WriteNumber(OutputWriter output, ReadOnlySpan<byte> name, long number)
    {
        output.Write(name);
        number.TryFormat(output.GetSpan(LongestNumber), out int length, provider: CultureInfo.InvariantCulture);
        output.Advance(length);
    }
}
