using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Keeps rejected lines in a dead letter file, and stops the run when there are too many.</summary>
/// <remarks>
/// The file holds one JSON object a line: <c>{"input":"dump","line":7,"offset":4711,"length":12,"reason":"InvalidJson","raw":"..."}</c>.
/// A line that is not UTF-8 stands under <c>rawBase64</c> instead. <c>jq -r .raw</c> gives the lines back.
/// </remarks>
internal sealed class RejectedLines : IDisposable
{
    private readonly OutputWriter? _deadLetter;
    private readonly long _limit;
    private long _count;

    public RejectedLines(PumpSettings settings)
    {
        _deadLetter = settings.DeadLetterPath is null ? null : OutputWriter.ToFile(settings.DeadLetterPath);
        _limit = settings.MaxRejects;
    }

    /// <summary>The first of them, for a message: where it stands and what is wrong.</summary>
    public string? First { get; private set; }

    /// <exception cref="ToolException">These are more than are put up with, or the file cannot be written.</exception>
    public void Add(string input, in LineFault fault)
    {
        First ??= string.Create(
            CultureInfo.InvariantCulture,
            $"{input}, line {fault.LineNumber}, byte offset {fault.ByteOffset}: {fault.Reason}");

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

    private static void Write(OutputWriter output, string input, in LineFault fault)
    {
        output.Write("{\"input\":"u8);
        JsonString.Write(output, Encoding.UTF8.GetBytes(input));
        output.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $",\"line\":{fault.LineNumber},\"offset\":{fault.ByteOffset},\"length\":{fault.Length},\"reason\":\"{fault.Reason}\"")));

        if (Utf8.IsValid(fault.Line))
        {
            output.Write(",\"raw\":"u8);
            JsonString.Write(output, fault.Line);
        }
        else
        {
            output.Write(",\"rawBase64\":\""u8);
            output.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(fault.Line)));
            output.Write("\""u8);
        }

        output.Write("}\n"u8);
        output.EndRecord();
    }
}
