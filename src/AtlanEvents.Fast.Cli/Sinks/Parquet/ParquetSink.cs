using System.IO.Compression;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Terminal;
using Parquet;

namespace AtlanEvents.Fast.Cli.Sinks.Parquet;

/// <summary>Writes events to a Parquet file, in row groups of bounded size.</summary>
/// <remarks>
/// A Parquet file ends with its index, so a part of one cannot be read, nor continued by another run. The file is therefore written under
/// another name, and gets its own when it is complete; an interrupted run completes it with the events that were read.
/// </remarks>
internal sealed class ParquetSink : IEventSink
{
    private const string PartialSuffix = ".partial";

    private readonly EventColumns _columns = new();
    private readonly string _path;
    private readonly FileStream _file;
    private ParquetWriter? _writer;
    private ToolException? _failure;
    private long _accepted;
    private long _acknowledged;

    /// <param name="path">The file, which is replaced.</param>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public ParquetSink(string path)
    {
        _path = path;
        if (Path.Exists(path) && FileIdentity.Of(path) is null)
            throw new ToolException(ExitCode.Usage, $"--format parquet needs a file to replace, and {path} is not a regular file");

        try
        {
            _file = new FileStream(path + PartialSuffix, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(exception);
        }
    }

    public long Accepted => Volatile.Read(ref _accepted);

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long InFlight => Accepted - Acknowledged;

    public void Accept(in EventView view, in EventPosition position)
    {
        _columns.Add(view, position);
        Volatile.Write(ref _accepted, _accepted + 1);
    }

    public ValueTask FlushAsync(CancellationToken stop) => _columns.IsFull ? new ValueTask(WriteRowGroupAsync()) : ValueTask.CompletedTask;

    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        // A row group of which a part is written cannot be written again.
        if (_failure is not null)
            throw _failure;

        // A file without events has a schema and no row groups.
        await WriteRowGroupAsync().ConfigureAwait(false);
        try
        {
            await _writer!.DisposeAsync().ConfigureAwait(false);
            _file.Flush(flushToDisk: true);
            await _file.DisposeAsync().ConfigureAwait(false);
            File.Move(_file.Name, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(exception);
        }
    }

    public string? Summarise(long events)
        => $"{Quantity.Exact(Acknowledged)} of {Quantity.Exact(events)} events written to {Printable.Of(_path)}.";

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync().ConfigureAwait(false);

        // It has been renamed if it is complete.
        File.Delete(_file.Name);
    }

    private async Task WriteRowGroupAsync()
    {
        try
        {
            _writer ??= await ParquetWriter.CreateAsync(_columns.Schema, _file, Options()).ConfigureAwait(false);
            if (_columns.Count == 0)
                return;

            using (ParquetRowGroupWriter group = _writer.CreateRowGroup())
                await _columns.WriteAsync(group).ConfigureAwait(false);

            Volatile.Write(ref _acknowledged, _accepted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failure = CannotWrite(exception);
            throw _failure;
        }
    }

    // The default level of Zstandard takes many times as long, and saves little.
    private ParquetOptions Options()
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (string column in _columns.Repetitive)
            options.ColumnEncodingHints[column] = EncodingHint.Dictionary;

        return options;
    }

    private ToolException CannotWrite(Exception exception)
        => new(ExitCode.InputOutput, $"cannot write {_path}: {SystemMessage.Of(exception)}", exception);
}
