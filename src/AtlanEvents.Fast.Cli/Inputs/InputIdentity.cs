using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Identifies the content of an input, so that a change is noticed: its length, and hashes of its start and end.</summary>
/// <param name="Path">The path as it was typed.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Head">SHA-256 of the first 64 KiB.</param>
/// <param name="Tail">SHA-256 of the last 64 KiB.</param>
internal sealed record InputIdentity(string Path, long Length, string Head, string Tail)
{
    private const int SampleLength = 64 * 1024;

    /// <exception cref="ToolException">The input is not a file that can be read again.</exception>
    public static InputIdentity Of(InputAddress input)
    {
        try
        {
            using var file = new FileStream(input.Text, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            int sample = (int)Math.Min(SampleLength, file.Length);
            return new InputIdentity(input.Text, file.Length, HashAt(file, 0, sample), HashAt(file, file.Length - sample, sample));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"--checkpoint needs inputs that can be read again, and {input} cannot: {SystemMessage.Of(exception)}",
                exception);
        }
    }

    /// <summary>Describes how an input differs from this one; <see langword="null"/> if it does not.</summary>
    public string? DifferenceFrom(InputIdentity other)
    {
        if (other.Length != Length)
            return $"it has {other.Length} bytes instead of {Length}";

        return other.Head != Head ? "its start differs" : other.Tail != Tail ? "its end differs" : null;
    }

    private static string HashAt(FileStream file, long position, int length)
    {
        byte[] bytes = new byte[length];
        file.Position = position;
        file.ReadExactly(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
