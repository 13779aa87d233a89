using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Compresses every Atlas message, splits those that are too long, or both.</summary>
/// <param name="next">Receives the records, in order.</param>
/// <param name="records">Creates the records.</param>
/// <param name="isCompressed">Whether to compress messages.</param>
/// <param name="partBytes">The maximum length of an unsplit message; 999,488 in Atlas.</param>
internal sealed class RecordSink(ILineSink next, MessageRecords records, bool isCompressed, int partBytes) : ILineSink
{
    public void Write(StreamLine line)
    {
        // Without compression, messages that fit are not changed.
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
