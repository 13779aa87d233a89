namespace AtlanEvents.Fast.Cli.Generation.Lines;

/// <summary>Writes lines as NDJSON in UTF-8.</summary>
/// <param name="output">The output; not disposed.</param>
internal sealed class LineWriter(Stream output) : ILineSink, IDisposable
{
    private readonly StreamWriter _writer =
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen: true);

    public void Write(StreamLine line)
    {
        _writer.Write(line.Text);
        _writer.Write('\n');
    }

    public void Complete() => _writer.Flush();

    public void Dispose() => _writer.Dispose();
}
