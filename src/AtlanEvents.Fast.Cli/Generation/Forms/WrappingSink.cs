using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Puts one kind of wrapper around every message of Atlas and every record of one.</summary>
internal sealed class WrappingSink(ILineSink next, MessageWrapper wrapper, WrapperKind kind) : ILineSink
{
    public void Write(StreamLine line) => next.Write(line.IsAtlasMessage ? line with { Text = wrapper.Wrap(line, kind) } : line);

    public void Complete() => next.Complete();
}
