using System.Security.Cryptography;
using AtlanEvents.Fast.Cli.Inputs;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.HtmlReports;

/// <summary>What identifies an input, so that anybody can check what was read.</summary>
/// <param name="Name">The name of the input.</param>
/// <param name="Length">Its length in bytes as it is on disk; <see langword="null"/> if it is not a file.</param>
/// <param name="Sha256">The hash of these bytes, in hexadecimal; <see langword="null"/> likewise.</param>
internal sealed record InputDigest(string Name, long? Length, string? Sha256)
{
    // Small enough for the cache of the processor.
    private const int BufferLength = 128 * 1024;

    /// <summary>
    /// Hashes inputs on another thread. An input that cannot be read, or not before the stop, has no hash; reading its events gives the
    /// reason.
    /// </summary>
    public static Task<InputDigest[]> OfAsync(IReadOnlyList<InputAddress> inputs, CancellationToken stop) => Task.Run(
        () => inputs.Select(input => Of(input, stop)).ToArray(), CancellationToken.None);

    private static InputDigest Of(InputAddress input, CancellationToken stop)
    {
        var unknown = new InputDigest(input.Name, null, null);
        if (!input.IsRepeatable || input.IsTopic)
            return unknown;

        try
        {
            using SafeFileHandle file = File.OpenHandle(input.Text, share: FileShare.ReadWrite);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[BufferLength];
            long position = 0;
            int length;
            while ((length = RandomAccess.Read(file, buffer, position)) > 0)
            {
                if (stop.IsCancellationRequested)
                    return unknown;

                hash.AppendData(buffer, 0, length);
                position += length;
            }

            return new InputDigest(input.Name, position, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return unknown;
        }
    }
}
