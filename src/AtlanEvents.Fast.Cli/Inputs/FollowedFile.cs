using System.Globalization;
using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>
/// A file that grows, and that is truncated or replaced by another of its name, as logs are: what <c>tail -F</c> reads. It has no end.
/// </summary>
/// <remarks>
/// All that is read is one stream, whose lines and bytes are counted on. Where a file ends inside a line and another begins, a newline is put
/// between them. A file that was truncated and has grown again to where it was read to, between two looks, cannot be told from one that was not.
/// </remarks>
internal sealed class FollowedFile : ForwardStream
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly string _path;
    private readonly Action<string> _tell;
    private SafeFileHandle _file;
    private string? _identity;
    private long _position;
    private bool _isInLine;
    private bool _isGone;
    private bool _isReplaced;
    private volatile bool _isWaiting;

    private FollowedFile(string path, Action<string> tell)
    {
        _path = path;
        _tell = tell;
        _file = OpenHandle(path);
        _identity = IdentityOf(_file);
    }

    /// <summary>Whether there was no more to read when it was last looked. May be asked by another thread.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Opens a file at its beginning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tell">Is told what becomes of the file, in sentences for a person.</param>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static FollowedFile Open(string path, Action<string> tell)
    {
        try
        {
            return new FollowedFile(path, tell);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    /// <summary>Sees to it that an input can be followed.</summary>
    /// <exception cref="ToolException">It is no file, or is compressed.</exception>
    public static void Require(string path)
    {
        if (path == Input.StandardInput || FileIdentity.Of(path) is null)
            throw new ToolException(ExitCode.Usage, $"--follow needs a file as the last INPUT, and {Input.NameOf(path)} is none. A pipe is read until it is closed anyway.");

        using FollowedFile file = Open(path, _ => { });
        Span<byte> start = stackalloc byte[MagicBytes.MaxLength];
        if (MagicBytes.Recognise(start[..RandomAccess.Read(file._file, start, 0)]) != Compression.None)
            throw new ToolException(ExitCode.Usage, $"--follow cannot read {path}: it is compressed.");
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

            if (!IsTruncated() && !IsSuccessorOpened())
            {
                _isWaiting = true;
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
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

    private bool IsTruncated()
    {
        if (RandomAccess.GetLength(_file) >= _position)
            return false;

        _tell($"{_path} got shorter: reading it from its beginning again");
        _position = 0;
        return true;
    }

    private bool IsSuccessorOpened()
    {
        if (!File.Exists(_path) || IdentityOf(_path) is not string identity)
        {
            Miss("is gone: waiting for it to come back");
            return false;
        }

        // Where the system does not tell, it is taken for the same.
        bool isSame = _identity is null || identity == _identity;
        if (isSame || !_isReplaced)
        {
            // Who writes may take a moment to go on to the new file; what still goes into the old one comes first.
            _isReplaced = !isSame;
            _isGone &= !isSame;
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
            Miss("cannot be read: waiting until it can");
            return false;
        }

        _tell($"{_path} {(_isGone ? "is back" : "was replaced")}: reading the new file");
        _file.Dispose();
        (_file, _identity, _position) = (successor, IdentityOf(successor), 0);
        (_isGone, _isReplaced) = (false, false);
        return true;
    }

    private void Miss(string problem)
    {
        if (!_isGone)
            _tell($"{_path} {problem}");

        _isGone = true;
    }

    private static SafeFileHandle OpenHandle(string path)
        => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    // Elsewhere, when it was created has to do.
    private static string? IdentityOf(string path)
        => OperatingSystem.IsLinux() ? FileIdentity.Of(path) : TextOf(File.GetCreationTimeUtc(path));

    private static string? IdentityOf(SafeFileHandle file)
        => OperatingSystem.IsLinux() ? FileIdentity.Of((int)file.DangerousGetHandle()) : TextOf(File.GetCreationTimeUtc(file));

    private static string TextOf(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);
}
