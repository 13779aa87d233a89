using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>
/// Appends messages to a file, one per line. All that arrive while a write is synced are written and synced together next.
/// </summary>
/// <remarks>
/// A thread writes, since syncing blocks. If a write fails, its messages were not accepted, and the next write tries again: a full disk
/// may get room. If the failed write cannot be removed from the file, the destination fails for good.
/// </remarks>
internal sealed class FileDestination : IDestination
{
    private static readonly TimeSpan s_maxWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_rotationRetryDelay = TimeSpan.FromSeconds(10);

    private readonly FileSettings _settings;
    private readonly ILogger _log;
    private readonly RotatedFiles _rotated;
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _writer;

    // Guards the fields below. A plain object, since the writer waits for it to be pulsed.
    private readonly object _lock = new();
    private MessageBatch _filling = new();
    private bool _isStopped;

    // Owned by the writer.
    private MessageBatch _writing = new();
    private MessageFile? _file;
    private DateTime? _firstWrite;
    private DateTime _earliestRotation;
    private volatile string? _problem;

    private FileDestination(FileSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _rotated = new RotatedFiles(settings, log);
        _writer = new Thread(Run) { Name = "Writer", IsBackground = true };
    }

    public string? Problem => _problem;

    public long DeadLetters => 0;

    public Task Failure => _failure.Task;

    /// <summary>Opens or creates the file.</summary>
    /// <param name="settings">The file.</param>
    /// <param name="log">Receives messages for the user.</param>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static FileDestination Open(FileSettings settings, ILogger log)
    {
        var destination = new FileDestination(settings with { Path = Path.GetFullPath(settings.Path) }, log);
        destination.OpenFile();
        destination._rotated.ResumeCompression();
        destination._writer.Start();
        return destination;
    }

    public Task AcceptAsync(in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isStopped || !_filling.HasRoomFor(body.Length))
                throw new ToolException(ExitCode.Stopped, "the file accepts no more messages");

            _filling.Add(body.Span);
            Monitor.Pulse(_lock);
            return _filling.Done;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.Pulse(_lock);
        }

        _writer.Join();
        _file?.Dispose();
        await _rotated.DisposeAsync().ConfigureAwait(false);
    }

    private void Run()
    {
        try
        {
            while (TakeBatch())
            {
                if (!_writing.IsEmpty)
                    Commit(_writing);

                if (IsRotationDue())
                    Rotate();
            }
        }
        catch (Exception exception)
        {
            _problem = exception.Message;
            lock (_lock)
                _isStopped = true;

            // Nobody must wait for a batch that is never written.
            _filling.Complete(exception);
            _failure.SetException(exception);
        }
    }

    // Returns false at the end. The batch is empty if it is time to rotate.
    private bool TakeBatch()
    {
        lock (_lock)
        {
            while (_filling.IsEmpty && !IsRotationDue())
            {
                if (_isStopped)
                    return false;

                Monitor.Wait(_lock, TimeToRotation());
            }

            _writing.Reset();
            (_writing, _filling) = (_filling, _writing);
            return true;
        }
    }

    private void Commit(MessageBatch batch)
    {
        try
        {
            MessageFile file = _file ?? OpenFile();
            file.Append(batch.Lines);
            _firstWrite ??= DateTime.UtcNow;
        }
        catch (ToolException exception)
        {
            if (_problem is null)
                ReceiveLog.Refusing(_log, exception.Message);

            _problem = exception.Message;
            batch.Complete(exception);
            return;
        }
        catch (Exception exception)
        {
            batch.Complete(exception);
            throw;
        }

        batch.Complete(failure: null);
        if (_problem is not null)
            ReceiveLog.AcceptingAgain(_log, _settings.Path);

        _problem = null;
    }

    private bool IsRotationDue() => TimeToRotation() == TimeSpan.Zero;

    private TimeSpan TimeToRotation()
    {
        if (_file is null || _firstWrite is not DateTime firstWrite)
            return Timeout.InfiniteTimeSpan;

        DateTime due = firstWrite;
        if (_file.Length < _settings.MaxBytes)
        {
            if (_settings.MaxAge == TimeSpan.MaxValue)
                return Timeout.InfiniteTimeSpan;

            due += _settings.MaxAge;
        }

        TimeSpan left = (due > _earliestRotation ? due : _earliestRotation) - DateTime.UtcNow;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < s_maxWait ? left : s_maxWait;
    }

    // All messages so far are synced, so whatever fails here, none is lost; the next write opens the file under its old name.
    private void Rotate()
    {
        try
        {
            _rotated.Add(DateTime.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ReceiveLog.CannotRotate(_log, _settings.Path, SystemMessage.Of(exception));
            _earliestRotation = DateTime.UtcNow + s_rotationRetryDelay;
        }

        _file!.Dispose();
        _file = null;
    }

    private MessageFile OpenFile()
    {
        try
        {
            _file = MessageFile.Open(_settings.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot write {_settings.Path}: {SystemMessage.Of(exception)}", exception);
        }

        if (_file.RepairedBytes > 0)
            ReceiveLog.Repaired(_log, _file.RepairedBytes, _settings.Path);

        _firstWrite = _file.Length > 0 ? File.GetCreationTimeUtc(_settings.Path) : null;
        return _file;
    }
}
