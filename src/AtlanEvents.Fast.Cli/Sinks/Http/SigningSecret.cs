namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Reads the secret from an environment variable or a file, since every user of the machine can see arguments.</summary>
internal static class SigningSecret
{
    private const int MaxLength = 8 * 1024;

    /// <param name="variable">The environment variable that contains it.</param>
    /// <param name="file">The file whose first line it is.</param>
    /// <returns><see langword="null"/> if neither is given.</returns>
    /// <exception cref="ToolException">The secret is missing, or cannot be sent in a header.</exception>
    public static string? Read(string? variable, string? file)
    {
        if (variable is not null && file is not null)
            throw new ToolException(ExitCode.Usage, "--secret-env and --secret-file cannot be used together");

        if (variable is not null)
            return Require(Environment.GetEnvironmentVariable(variable), $"the environment variable {variable}");

        return file is null ? null : Require(FirstLineOf(file), file);
    }

    // A header value may contain visible ASCII characters with spaces between them (RFC 9110 section 5.5).
    private static string Require(string? secret, string source)
    {
        if (string.IsNullOrEmpty(secret))
            throw new ToolException(ExitCode.Usage, $"there is no secret in {source}: it is empty or not set");

        if (secret.Length > MaxLength)
            throw new ToolException(ExitCode.Usage, $"the secret in {source} is too long for a header");

        if (secret.Any(c => c is < ' ' or > '~') || secret[0] == ' ' || secret[^1] == ' ')
        {
            throw new ToolException(
                ExitCode.Usage,
                $"the secret in {source} cannot be sent in a header: "
                    + "it starts or ends with a space, or contains characters that are not printable ASCII");
        }

        return secret;
    }

    private static string? FirstLineOf(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            char[] start = new char[MaxLength + 2];
            int length = reader.ReadBlock(start);
            return new StringReader(new string(start, 0, length)).ReadLine();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {file}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
