namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Reads the secret from where it is safe, and not from the arguments, which every user of the machine can see.</summary>
/// <remarks>It is never shown.</remarks>
internal static class SigningSecret
{
    private const int Longest = 8 * 1024;

    /// <param name="variable">The environment variable that holds it, or</param>
    /// <param name="file">the file whose first line it is; none of both for no secret.</param>
    /// <exception cref="ToolException">There is none, or it is not fit for a header.</exception>
    public static string? Read(string? variable, string? file)
    {
        if (variable is not null && file is not null)
            throw new ToolException(ExitCode.Usage, "--secret-env and --secret-file exclude each other.");

        if (variable is not null)
            return Require(Environment.GetEnvironmentVariable(variable), $"the environment variable {variable}");

        return file is null ? null : Require(FirstLineOf(file), file);
    }

    // What a header may hold, and others could not read otherwise: RFC 9110 section 5.5, visible ASCII and spaces within.
    private static string Require(string? secret, string source)
    {
        if (string.IsNullOrEmpty(secret))
            throw new ToolException(ExitCode.Usage, $"there is no secret in {source}: it is empty or not set.");

        if (secret.Length > Longest)
            throw new ToolException(ExitCode.Usage, $"the secret in {source} is too long for a header.");

        if (secret.Any(c => c is < ' ' or > '~') || secret[0] == ' ' || secret[^1] == ' ')
        {
            throw new ToolException(
                ExitCode.Usage,
                $"the secret in {source} cannot be sent in a header: it has spaces around it, or characters that are not ASCII.");
        }

        return secret;
    }

    private static string? FirstLineOf(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            char[] start = new char[Longest + 2];
            int length = reader.ReadBlock(start);
            return new StringReader(new string(start, 0, length)).ReadLine();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {file}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
