using System.IO.Pipelines;
using System.Text.Unicode;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Auditing;

/// <summary>Reads a file with one guid per line and marks them as expected. Skips blank lines and lines that start with <c>#</c>.</summary>
internal static class ExpectedGuids
{
    private const int MaxLineBytes = 1_024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="ToolException">The file cannot be read, is damaged, or contains anything else.</exception>
    public static async Task ReadAsync(InputAddress file, long maxDecompressedBytes, AssetTable assets, CancellationToken stop)
    {
        string name = file.Name;
        var opening = new ValueTask<PipeReader>(Input.OpenBytesAsync(file, maxDecompressedBytes, stop));
        PipeReader pipe = await ReadErrors.TranslateAsync(name, opening).ConfigureAwait(false);
        long line = 0;
        bool isCompleted = false;
        while (!isCompleted)
        {
            ReadResult result = await ReadErrors.TranslateAsync(name, pipe.ReadAsync(stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            isCompleted = result.IsCompleted;
            SequencePosition consumed = AddLines(result.Buffer, isCompleted, name, ref line, assets);
            pipe.AdvanceTo(consumed, result.Buffer.End);
        }

        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    private static SequencePosition AddLines(ReadOnlySequence<byte> buffer, bool isLast, string name, ref long line, AssetTable assets)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryReadTo(out ReadOnlySequence<byte> text, (byte)'\n'))
            Add(text, name, ++line, assets);

        if (isLast && reader.Remaining > 0)
        {
            Add(reader.UnreadSequence, name, ++line, assets);
            reader.AdvanceToEnd();
        }
        else if (reader.Remaining > MaxLineBytes)
        {
            throw NotAGuid(name, line + 1);
        }

        return reader.Position;
    }

    private static void Add(ReadOnlySequence<byte> text, string name, long line, AssetTable assets)
    {
        if (text.Length > MaxLineBytes)
            throw NotAGuid(name, line);

        Span<byte> copy = stackalloc byte[MaxLineBytes];
        text.CopyTo(copy);
        ReadOnlySpan<byte> guid = copy[..(int)text.Length];
        if (line == 1 && guid.StartsWith(ByteOrderMark))
            guid = guid[ByteOrderMark.Length..];

        guid = guid.Trim(" \t\r"u8);
        if (guid.IsEmpty || guid[0] == (byte)'#')
            return;

        if (!Utf8.IsValid(guid) || guid.Contains((byte)0))
            throw NotAGuid(name, line);

        ref AssetRecord asset = ref assets[assets.FindOrAdd(AssetKey.OfGuid(guid, out bool isUuid))];
        if (asset.Has(AssetFacts.Expected))
            return;

        asset.Facts = AssetFacts.Expected | (isUuid ? AssetFacts.HasUuid : AssetFacts.None);
        asset.Line = line;
    }

    private static ToolException NotAGuid(string name, long line) => new(
        ExitCode.CorruptInput,
        string.Create(
            CultureInfo.InvariantCulture,
            $"cannot read {name}: line {line} is not a guid; the file must have one guid per line, in UTF-8"));
}
