using System.Text;
using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Compresses every message of Atlas, splits those that are too long, or both.</summary>
/// <param name="next">Takes the records, in order.</param>
/// <param name="records">Writes them.</param>
/// <param name="isCompressed">Whether messages are compressed.</param>
/// <param name="partBytes">The limit, for which Atlas has 999,488: what is longer is split.</param>
internal sealed class RecordSink(ILineSink next, MessageRecords records, bool isCompressed, int partBytes) : ILineSink
{
    public void Write(StreamLine line)
    {
        // Without compression, what fits stays as it is.
        if (!line.IsAtlasMessage || (!isCompressed && Encoding.UTF8.GetByteCount(line.Text) <= partBytes))
        {
            next.Write(line);
            return;
        }

        CompressionKind kind = isCompressed ? CompressionKind.Gzip : CompressionKind.None;
        foreach (string record in records.Split(MessageEncoding.Encode(line.Text, kind), kind, partBytes))
            next.Write(line with { Text = record });
    }

    public void Complete() => next.Complete();
}
