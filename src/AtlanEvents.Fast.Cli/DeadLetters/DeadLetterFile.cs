using System.Buffers.Text;
using System.Text.Unicode;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.DeadLetters;

/// <summary>The file that keeps what could not be processed, with its position and the reason.</summary>
/// <remarks>
/// One JSON object per line: <c>{"input":"dump","line":7,"offset":4711,"length":12,"reason":"InvalidJson","raw":"..."}</c>. Bytes that
/// are not UTF-8 are under <c>rawBase64</c> instead. <c>jq -r .raw</c> restores the lines. A part of a compressed or split message also
/// has a <c>message</c>: <c>{"id":"...","part":0,"parts":3}</c>. Not thread-safe.
/// </remarks>
/// <param name="path">The file.</param>
/// <param name="continuedLength">The length to continue at; <see langword="null"/> to create or truncate the file.</param>
internal sealed class DeadLetterFile(string path, long? continuedLength = null) : IDisposable
{
    private const int MaxDigits = 20;

    private readonly OutputWriter _output =
        continuedLength is long length ? OutputWriter.ContinueFile(path, length) : OutputWriter.CreateFile(path);

    // Caches the encoded name of the latest input.
    private string? _input;
    private byte[] _utf8Input = [];

    /// <param name="position">The position of the line.</param>
    /// <param name="reason">The name of the reason.</param>
    /// <param name="status">The HTTP status of the refusal; 0 if the line was not sent.</param>
    /// <param name="part">The part of a message that the line is, if it is one.</param>
    /// <param name="line">The line, or its start.</param>
    /// <param name="length">The length of the whole line.</param>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(EventPosition position, ReadOnlySpan<byte> reason, int status, MessagePart part, ReadOnlySpan<byte> line, long length)
    {
        _output.Write("{\"input\":"u8);
        JsonString.Write(_output, Utf8NameOf(position.Input));
        WriteNumber(",\"line\":"u8, position.LineNumber);
        WriteNumber(",\"offset\":"u8, position.ByteOffset);
        WriteNumber(",\"length\":"u8, length);
        _output.Write(",\"reason\":\""u8);
        _output.Write(reason);
        _output.Write("\""u8);
        if (status > 0)
            WriteNumber(",\"status\":"u8, status);

        if (part.Count > 0)
            WritePart(part);

        if (Utf8.IsValid(line))
        {
            _output.Write(",\"raw\":"u8);
            JsonString.Write(_output, line);
        }
        else
        {
            _output.Write(",\"rawBase64\":\""u8);
            Base64.EncodeToUtf8(line, _output.GetSpan(Base64.GetMaxEncodedToUtf8Length(line.Length)), out _, out int encoded);
            _output.Advance(encoded);
            _output.Write("\""u8);
        }

        _output.Write("}\n"u8);
        _output.EndRecord();
    }

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Flush() => _output.Flush();

    /// <summary>Flushes the file to disk and returns its length.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public long? Sync() => _output.Sync();

    public void Dispose() => _output.Dispose();

    private byte[] Utf8NameOf(string input)
    {
        if (input != _input)
            (_input, _utf8Input) = (input, Encoding.UTF8.GetBytes(input));

        return _utf8Input;
    }

    private void WritePart(MessagePart part)
    {
        _output.Write(",\"message\":{\"id\":"u8);
        JsonString.Write(_output, part.MessageId);
        WriteNumber(",\"part\":"u8, part.Index);
        WriteNumber(",\"parts\":"u8, part.Count);
        _output.Write("}"u8);
    }

    private void WriteNumber(ReadOnlySpan<byte> name, long number)
    {
        _output.Write(name);
        number.TryFormat(_output.GetSpan(MaxDigits), out int length, provider: CultureInfo.InvariantCulture);
        _output.Advance(length);
    }
}
