using System.IO.Pipelines;
using AtlanEvents.Fast.Cli.Inputs.Zstandard;
using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>One input: a file or standard input, decompressed if need be.</summary>
internal sealed class Input : IAsyncDisposable
{
    /// <summary>What stands for standard input on the command line.</summary>
    public const string StandardInput = "-";

    private readonly ObservedStream _source;
    private readonly FollowedFile? _followed;

    private Input(string name, ObservedStream source, EventReader reader, FollowedFile? followed = null)
    {
        _followed = followed;
        Name = name;
        _source = source;
        Reader = reader;
    }

    /// <summary>The name for messages.</summary>
    public string Name { get; }

    /// <summary>How many bytes were read, compressed as they are. May be asked by another thread.</summary>
    public long Position => _source.BytesRead;

    public EventReader Reader { get; }

    /// <summary>Whether it is a file that is followed, all of whose lines were read so far, the last one being whole.</summary>
    public bool IsCaughtUp => _followed is { IsWaiting: true } && Position == Reader.Counts.Bytes;

    /// <summary>The size of all inputs in bytes, compressed as they are; unknown if one is not a file.</summary>
    public static long? LengthOfAll(IReadOnlyList<string> paths)
        => paths.Contains(StandardInput) ? null : paths.Sum(path => new FileInfo(path).Length) is > 0 and long length ? length : null;

    /// <summary>The name of an input in messages.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    /// <summary>Opens an input.</summary>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="maxDecompressedBytes">How far a compressed input may grow.</param>
    /// <param name="options">How its lines are read.</param>
    /// <param name="resume">The point to continue from; null for the start.</param>
    /// <param name="cancellationToken">Stops the opening and the reading.</param>
    /// <exception cref="ToolException">It cannot be opened, or is compressed in a way that is not supported.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<Input> OpenAsync(
        string path,
        long maxDecompressedBytes,
        EventReaderOptions options,
        ResumePoint? resume,
        CancellationToken cancellationToken)
    {
        long start = resume?.ReadFrom ?? 0;
        (ObservedStream source, PipeReader bytes) = await OpenSourceAsync(path, maxDecompressedBytes, start, cancellationToken).ConfigureAwait(false);
        EventReader reader = resume is null ? EventReader.Create(bytes, options) : EventReader.Resume(bytes, resume, options);
        return new Input(NameOf(path), source, reader);
    }

    /// <summary>Opens a file that grows, and is read for as long as nobody stops it.</summary>
    /// <param name="path">A file that is not compressed.</param>
    /// <param name="tell">Is told what becomes of the file, in sentences for a person.</param>
    /// <param name="options">How its lines are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static Input Follow(string path, Action<string> tell, EventReaderOptions options, CancellationToken cancellationToken)
    {
        var file = FollowedFile.Open(path, tell);
        var source = new ObservedStream(file, canBlock: true);
        return new Input(path, source, EventReader.Create(ReadAhead.Start(source, cancellationToken), options), file);
    }

    /// <summary>Opens an input that holds no events, decompressed if need be.</summary>
    /// <inheritdoc cref="OpenAsync" path="/param|/exception"/>
    public static async Task<PipeReader> OpenBytesAsync(string path, long maxDecompressedBytes, CancellationToken cancellationToken)
        => (await OpenSourceAsync(path, maxDecompressedBytes, start: 0, cancellationToken).ConfigureAwait(false)).Bytes;

    public ValueTask DisposeAsync() => Reader.DisposeAsync();

    private static async Task<(ObservedStream Source, PipeReader Bytes)> OpenSourceAsync(
        string path,
        long maxDecompressedBytes,
        long start,
        CancellationToken cancellationToken)
    {
        string name = NameOf(path);

        // A named pipe is open when somebody writes to it, which may be never; so another thread waits for that.
        Stream file = path == StandardInput
            ? OpenStandardInput()
            : await Task.Run(() => OpenFile(path), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        var source = new ObservedStream(file, canBlock: !file.CanSeek);
        var pipe = ReadAhead.Start(source, cancellationToken);

        Compression compression = await MagicBytes.PeekAsync(pipe, cancellationToken).ConfigureAwait(false);
        if (compression == Compression.None)
            return start == 0 ? (source, pipe) : await StartAtAsync(start, path, pipe, cancellationToken).ConfigureAwait(false);

        Stream decompressed = new DecompressionLimit(Decompress(compression, pipe.AsStream(), name), maxDecompressedBytes, name);
        if (start > 0)
            decompressed = new SkippedStart(decompressed, start);

        return (source, ReadAhead.Start(decompressed, cancellationToken));
    }

    /// <summary>Opens a file that is not compressed once more, in the middle.</summary>
    private static async ValueTask<(ObservedStream Source, PipeReader Bytes)> StartAtAsync(
        long start,
        string path,
        PipeReader fromBeginning,
        CancellationToken cancellationToken)
    {
        await fromBeginning.CompleteAsync().ConfigureAwait(false);
        FileStream file = OpenFile(path);
        file.Position = start;
        var source = new ObservedStream(file, canBlock: false, start);
        return (source, ReadAhead.Start(source, cancellationToken));
    }

    private static ForwardStream Decompress(Compression compression, Stream compressed, string name) => compression switch
    {
        Compression.Gzip => new GzipInput(compressed),
        _ => new ZstandardInput(compressed, ZstandardDecoder.Create(name)),
    };

    private static Stream OpenStandardInput()
        => StandardHandle.IsOpen(StandardHandle.Input)
            ? Console.OpenStandardInput()
            : throw new ToolException(ExitCode.NoInput, "cannot read standard input: it is closed");

    private static FileStream OpenFile(string path)
    {
        try
        {
            // ReadAhead has the buffers.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {exception.Message}", exception);
        }
    }
}
