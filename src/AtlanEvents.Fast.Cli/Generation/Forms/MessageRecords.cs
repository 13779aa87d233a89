namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Creates the records that replace a compressed or long message, as a server of Atlas does.</summary>
/// <remarks>
/// <code>
/// {"version":{"version":"1.0.0","versionParts":[1]},"msgId":"ff9d053f-5bd8-4149-81d3-447ba654dbaa_17",
///  "msgCompressionKind":"GZIP","msgSplitIdx":0,"msgSplitCount":3,"message":"H4sIAAAAAAAA/6pWSs..."}
/// </code>
/// </remarks>
internal sealed class MessageRecords(SplitMix64 random)
{
    /// <summary>The maximum number of parts: enough for every generated message, even with one byte per part.</summary>
    public const int MaxParts = 10_000;

    // The index that Atlas writes for an unsplit message.
    private const int OnlyIndex = 1;

    private readonly string _server = random.NextGuid();
    private long _messages;

    /// <summary>The record of an unsplit encoded message.</summary>
    public string Whole(string encoded, CompressionKind kind) => Record(NextId(), kind, OnlyIndex, 1, encoded);

    /// <summary>The records of an encoded message with the given number of bytes each; the last one contains the rest.</summary>
    /// <exception cref="ToolException">There are too many parts.</exception>
    public string[] Split(string encoded, CompressionKind kind, int partBytes)
    {
        // Base64 has one byte per character.
        int count = Math.Max(1, (int)(((long)encoded.Length + partBytes - 1) / partBytes));
        if (count == 1)
            return [Whole(encoded, kind)];

        if (count > MaxParts)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"--split {partBytes} would split a message into {count} parts; the maximum is {MaxParts}, so use a larger number");
        }

        string id = NextId();
        string[] records = new string[count];
        for (int i = 0; i < count; i++)
        {
            int start = i * partBytes;
            records[i] = Record(id, kind, i, count, encoded.AsSpan(start, Math.Min(partBytes, encoded.Length - start)));
        }

        return records;
    }

    private static string Record(string id, CompressionKind kind, int index, int count, ReadOnlySpan<char> encoded)
    {
        string name = kind == CompressionKind.Gzip ? "GZIP" : "NONE";
        return string.Concat(
            $$"""{"version":{"version":"1.0.0","versionParts":[1]},"msgId":"{{id}}","msgCompressionKind":"{{name}}",""",
            $"\"msgSplitIdx\":{index},\"msgSplitCount\":{count},\"message\":\"",
            encoded,
            "\"}");
    }

    private string NextId() => $"{_server}_{_messages++}";
}
