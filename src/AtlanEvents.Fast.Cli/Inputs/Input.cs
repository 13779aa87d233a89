using System.IO.Pipelines;
using AtlanEvents.Fast.Cli.Inputs.Decompression;
using AtlanEvents.Fast.Cli.Inputs.Streams;
using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>An open input: a file or standard input, decompressed if necessary.</summary>
internal sealed class Input : IAsyncDisposable
{
    private readonly CountingStream _source;
    private readonly FollowedFile? _followed;

    private Input(CountingStream source, EventReader reader, FollowedFile? followed = null)
    {
        _source = source;
        _followed = followed;
        Reader = reader;
    }

    /// <summary>The number of bytes read, before decompression. Safe to call from any thread.</summary>
    public long BytesRead => _source.BytesRead;

    public EventReader Reader { get; }

    /// <summary>Whether this is a followed file of which every line was read and the last one is complete.</summary>
    public bool IsCaughtUp => _followed is { IsWaiting: true } && BytesRead == Reader.Counts.Bytes;

    /// <summary>Opens an input.</summary>
    /// <param name="address">The input.</param>
    /// <param name="maxDecompressedBytes">The decompressed size at which reading fails, if the input is compressed.</param>
    /// <param name="options">How lines are read.</param>
    /// <param name="resume">The position to resume from; <see langword="null"/> for the start.</param>
    /// <param name="cancellationToken">Stops opening and reading.</param>
    /// <exception cref="ToolException">The input cannot be opened.</exception>
    /// <exception cref="IOException">The input cannot be read.</exception>
    public static async Task<Input> OpenAsync(
        InputAddress address,
        long maxDecompressedBytes,
        EventReaderOptions options,
        ResumePoint? resume,
        CancellationToken cancellationToken)
    {
        long start = resume?.ReadFrom ?? 0;
        (CountingStream source, PipeReader bytes) =
            await OpenSourceAsync(address, maxDecompressedBytes, start, cancellationToken).ConfigureAwait(false);
        EventReader reader = resume is null ? EventReader.Create(bytes, options) : EventReader.Resume(bytes, resume, options);
        return new Input(source, reader);
    }

    /// <summary>Opens a growing file, which is read until the caller cancels.</summary>
    /// <param name="address">A file that is not compressed.</param>
    /// <param name="report">Receives a sentence whenever the file is truncated or replaced.</param>
    /// <param name="options">How lines are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ToolException">The file cannot be opened.</exception>
    public static Input Follow(InputAddress address, Action<string> report, EventReaderOptions options, CancellationToken cancellationToken)
    {
        var file = FollowedFile.Open(address.Text, report);
        var source = new CountingStream(file, canBlock: true);
        return new Input(source, EventReader.Create(ReadAhead.Start(source, cancellationToken), options), file);
    }

    /// <summary>Opens an input that contains no events, decompressed if necessary.</summary>
    /// <inheritdoc cref="OpenAsync" path="/param|/exception"/>
    public static async Task<PipeReader> OpenBytesAsync(
        InputAddress address,
        long maxDecompressedBytes,
        CancellationToken cancellationToken)
        => (await OpenSourceAsync(address, maxDecompressedBytes, start: 0, cancellationToken).ConfigureAwait(false)).Bytes;

    /// <summary>Reads a batch of lines. If the input breaks off, the incomplete messages are rejected.</summary>
    /// <inheritdoc cref="EventReader.ReadAsync"/>
    public async ValueTask<bool> ReadBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ToolException)
        {
            Reader.RejectIncompleteMessages();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Reader.DisposeAsync();

    private static async Task<(CountingStream Source, PipeReader Bytes)> OpenSourceAsync(
        InputAddress address,
        long maxDecompressedBytes,
        long start,
        CancellationToken cancellationToken)
    {
        // Opening a named pipe blocks until there is a writer, so it is done on another thread.
        Stream file = address.IsStandardInput
            ? OpenStandardInput()
            : await Task.Run(() => OpenFile(address.Text), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        var source = new CountingStream(file, canBlock: !file.CanSeek);
        var pipe = ReadAhead.Start(source, cancellationToken);
        CompressionFormat format = await MagicBytes.PeekAsync(pipe, cancellationToken).ConfigureAwait(false);
        if (format == CompressionFormat.None)
            return start == 0 ? (source, pipe) : await ReopenAtAsync(start, address.Text, pipe, cancellationToken).ConfigureAwait(false);

        Stream decompressed = Decompress(format, pipe.AsStream(), address.Name);
        decompressed = new DecompressionLimit(decompressed, maxDecompressedBytes, address.Name);
        if (start > 0)
            decompressed = new SkippingStream(decompressed, start);

        return (source, ReadAhead.Start(decompressed, cancellationToken));
    }

    private static async ValueTask<(CountingStream Source, PipeReader Bytes)> ReopenAtAsync(
        long start,
        string path,
        PipeReader fromBeginning,
        CancellationToken cancellationToken)
    {
        await fromBeginning.CompleteAsync().ConfigureAwait(false);
        FileStream file = OpenFile(path);
        file.Position = start;
        var source = new CountingStream(file, canBlock: false, start);
        return (source, ReadAhead.Start(source, cancellationToken));
    }

    private static ForwardStream Decompress(CompressionFormat format, Stream compressed, string name) => format switch
    {
        CompressionFormat.Gzip => new GzipInput(compressed),
        _ => new ZstandardInput(compressed, name),
    };

    private static Stream OpenStandardInput()
        => StandardHandle.IsOpen(StandardHandle.Input)
            ? Console.OpenStandardInput()
            : throw new ToolException(ExitCode.NoInput, "cannot read standard input: it is closed");

    // ReadAhead does the buffering.
    private static FileStream OpenFile(string path) => ReadErrors.Open(
        path,
        static file => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan));
}
