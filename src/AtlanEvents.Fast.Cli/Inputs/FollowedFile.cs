using AtlanEvents.Fast.Cli.Inputs.Decompression;
using AtlanEvents.Fast.Cli.Inputs.Streams;
using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>
/// A file that grows and may be truncated or replaced under the same name, as logs are; the equivalent of <c>tail -F</c>. It never ends.
/// </summary>
/// <remarks>
/// Everything read forms one stream with continuous line numbers and offsets. If a file ends within a line and another one follows, a
/// newline is inserted. A file that was truncated and grew past the previous position between two polls looks like one that only grew.
/// </remarks>
internal sealed class FollowedFile : ForwardStream
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(200);

    private readonly string _path;
    private readonly Action<string> _report;
    private SafeFileHandle _file;
    private string? _identity;
    private long _position;
    private bool _isInLine;
    private bool _isMissing;
    private bool _isReplaced;
    private volatile bool _isWaiting;

    private FollowedFile(string path, Action<string> report)
    {
        _path = path;
        _report = report;
        _file = OpenHandle(path);
        _identity = IdentityOf(_file);
    }

    /// <summary>Whether the last poll found nothing new. Safe to call from any thread.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Opens a file at its beginning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">Receives a sentence whenever the file is truncated, removed or replaced.</param>
    /// <exception cref="ToolException">The file cannot be opened.</exception>
    public static FollowedFile Open(string path, Action<string> report)
    {
        try
        {
            return new FollowedFile(path, report);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    /// <summary>Requires that an input can be followed.</summary>
    /// <exception cref="ToolException">The input is neither a topic nor a regular file, or is compressed.</exception>
    public static void Require(InputAddress input)
    {
        if (input.IsTopic)
            return;

        if (!input.IsRepeatable)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"--follow needs a file or a topic as the last INPUT, and {input.Name} is not one; pipes are read until they close anyway");
        }

        using FollowedFile file = Open(input.Text, _ => { });
        Span<byte> start = stackalloc byte[MagicBytes.MaxLength];
        if (MagicBytes.Recognise(start[..RandomAccess.Read(file._file, start, 0)]) != CompressionFormat.None)
            throw new ToolException(ExitCode.Usage, $"--follow cannot read {input}: it is compressed");
    }

    /// <summary>Waits until there is something to read.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = RandomAccess.Read(_file, buffer.Span, _position);
            if (count > 0)
            {
                _isWaiting = false;
                _position += count;
                _isInLine = buffer.Span[count - 1] != '\n';
                return count;
            }

            if (!RewindIfTruncated() && !OpenSuccessorIfReplaced())
            {
                _isWaiting = true;
                await Task.Delay(s_pollInterval, cancellationToken).ConfigureAwait(false);
            }
            else if (_isInLine)
            {
                _isInLine = false;
                buffer.Span[0] = (byte)'\n';
                return 1;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();

        base.Dispose(disposing);
    }

    private bool RewindIfTruncated()
    {
        if (RandomAccess.GetLength(_file) >= _position)
            return false;

        _report($"{_path} was truncated: reading it from the beginning");
        _position = 0;
        return true;
    }

    private bool OpenSuccessorIfReplaced()
    {
        if (!File.Exists(_path) || IdentityOf(_path) is not string identity)
        {
            ReportMissing("was removed: waiting for it to reappear");
            return false;
        }

        // Where the system does not provide identities, assume the same file.
        bool isSame = _identity is null || identity == _identity;
        if (isSame || !_isReplaced)
        {
            // A writer may take a moment to switch to the new file, so what it still appends to the old one is read first.
            _isReplaced = !isSame;
            _isMissing &= !isSame;
            return false;
        }

        return TryOpenSuccessor();
    }

    private bool TryOpenSuccessor()
    {
        SafeFileHandle successor;
        try
        {
            successor = OpenHandle(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ReportMissing("cannot be read: waiting until it can");
            return false;
        }

        _report($"{_path} {(_isMissing ? "reappeared" : "was replaced")}: reading the new file");
        _file.Dispose();
        (_file, _identity, _position) = (successor, IdentityOf(successor), 0);
        (_isMissing, _isReplaced) = (false, false);
        return true;
    }

    private void ReportMissing(string problem)
    {
        if (!_isMissing)
            _report($"{_path} {problem}");

        _isMissing = true;
    }

    private static SafeFileHandle OpenHandle(string path)
        => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    // On other systems, the creation time has to serve as the identity.
    private static string? IdentityOf(string path)
        => OperatingSystem.IsLinux() ? FileIdentity.Of(path) : TextOf(File.GetCreationTimeUtc(path));

    private static string? IdentityOf(SafeFileHandle file)
        => OperatingSystem.IsLinux() ? FileIdentity.Of((int)file.DangerousGetHandle()) : TextOf(File.GetCreationTimeUtc(file));

    private static string TextOf(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);
}
