using System.Threading.Channels;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using Microsoft.Extensions.Logging;
using ZstdSharp;

namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>The files that a file was renamed to, such as <c>events-20261127T133000123Z.ndjson</c> for <c>events.ndjson</c>.</summary>
/// <remarks>Their names sort by time. Compressed ones end in <c>.zst</c>.</remarks>
internal sealed class RotatedFiles : IAsyncDisposable
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string CompressedExtension = ".zst";
    private const string UnfinishedExtension = ".zst.new";

    private readonly string _path;
    private readonly string _prefix;
    private readonly string _extension;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string>? _toCompress;
    private readonly Task _compressing;

    /// <param name="settings">The file that is rotated.</param>
    /// <param name="log">Receives messages for the user.</param>
    public RotatedFiles(FileSettings settings, ILogger log)
    {
        _path = settings.Path;
        _prefix = Path.Combine(Path.GetDirectoryName(_path)!, Path.GetFileNameWithoutExtension(_path) + "-");
        _extension = Path.GetExtension(_path);
        _log = log;
        _toCompress = settings.CompressRotated ? Channel.CreateUnbounded<string>() : null;
        _compressing = _toCompress is null ? Task.CompletedTask : Task.Run(() => CompressAllAsync(_toCompress.Reader));
    }

    /// <summary>Renames the current file.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be renamed.</exception>
    public void Add(DateTime time)
    {
        string rotated = NameFor(time);
        while (File.Exists(rotated) || File.Exists(rotated + CompressedExtension))
        {
            time = time.AddMilliseconds(1);
            rotated = NameFor(time);
        }

        File.Move(_path, rotated);
        FolderSync.SyncFolderOf(_path);
        ReceiveLog.Rotated(_log, _path, rotated);
        _toCompress?.Writer.TryWrite(rotated);
    }

    /// <summary>Compresses the files that an earlier process left uncompressed.</summary>
    public void ResumeCompression()
    {
        if (_toCompress is null)
            return;

        string pattern = Path.GetFileName(_prefix) + "*" + _extension;
        IEnumerable<string> files = Directory.EnumerateFiles(Path.GetDirectoryName(_prefix)!, pattern);
        foreach (string file in files.Where(IsRotated).Order(StringComparer.Ordinal))
            _toCompress.Writer.TryWrite(file);
    }

    /// <summary>Stops compressing. The file being compressed stays as it is, and is compressed after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _toCompress?.Writer.Complete();
        await _compressing.ConfigureAwait(false);
        _stop.Dispose();
    }

    private string NameFor(DateTime time) => _prefix + time.ToString(TimeFormat, CultureInfo.InvariantCulture) + _extension;

    private bool IsRotated(string file)
        => DateTime.TryParseExact(
            file.AsSpan(_prefix.Length, file.Length - _prefix.Length - _extension.Length),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _);

    private async Task CompressAllAsync(ChannelReader<string> files)
    {
        await foreach (string file in files.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                _stop.Token.ThrowIfCancellationRequested();
                await CompressAsync(file).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                ReceiveLog.CannotCompress(_log, file, SystemMessage.Of(exception));
            }
        }
    }

    // Whenever this is interrupted, either the file is complete under its old name, or under its new one.
    private async Task CompressAsync(string file)
    {
        string unfinished = file + UnfinishedExtension;
        string compressed = file + CompressedExtension;
        try
        {
            await using (var target = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                await using (var source = new FileStream(file, FileMode.Open, FileAccess.Read))
                await using (var zstandard = new CompressionStream(target, leaveOpen: true))
                {
                    zstandard.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
                    await source.CopyToAsync(zstandard, _stop.Token).ConfigureAwait(false);
                }

                target.Flush(flushToDisk: true);
            }

            File.Move(unfinished, compressed, overwrite: true);
            FolderSync.SyncFolderOf(compressed);
            File.Delete(file);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
