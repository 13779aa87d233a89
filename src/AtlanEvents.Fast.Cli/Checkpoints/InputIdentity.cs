using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>What tells whether an input is still the one that it was: its length, and hashes of its start and end.</summary>
/// <param name="Path">Its path, as it was given.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Head">SHA-256 of its first 64 KiB.</param>
/// <param name="Tail">SHA-256 of its last 64 KiB.</param>
internal sealed record InputIdentity(string Path, long Length, string Head, string Tail)
{
    private const int Sample = 64 * 1024;

    /// <exception cref="ToolException">It is no file that can be read again.</exception>
    public static InputIdentity Of(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Of(path, file, file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException(ExitCode.Usage, $"--checkpoint needs inputs that can be read again, and {path} cannot: {SystemMessage.Of(exception)}", exception);
        }
    }

    /// <summary>What differs in what is there now; <see langword="null"/> if nothing does.</summary>
    /// <param name="path">The input that stands in its place.</param>
    public string? Difference(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length != Length)
            return $"it has {file.Length} bytes, and had {Length}";

        InputIdentity now = Of(path, file, Length);
        return now.Head != Head ? "its start differs" : now.Tail != Tail ? "its end differs" : null;
    }

    private static InputIdentity Of(string path, FileStream file, long length)
    {
        int sample = (int)Math.Min(Sample, length);
        return new InputIdentity(path, length, HashAt(file, 0, sample), HashAt(file, length - sample, sample));
    }

    private static string HashAt(FileStream file, long position, int length)
    {
        byte[] bytes = new byte[length];
        file.Position = position;
        file.ReadExactly(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
