using System.Security.Cryptography;

namespace AtlanEvents.Fast.Cli.Hosting;

/// <summary>Values of the header Content-Security-Policy.</summary>
internal static class ContentPolicy
{
    /// <summary>The source that allows exactly one inline script or style sheet.</summary>
    /// <param name="text">What is between its tags. Browsers hash it with <c>\n</c> as the end of lines.</param>
    public static string SourceOf(string text)
        => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
