using AtlanEvents.Fast.Kafka.Clients;

namespace AtlanEvents.Fast.Cli.Topics;

/// <summary>Reads the settings of Kafka clients from a file, so that secrets are not on the command line.</summary>
internal static class KafkaSettings
{
    // Others are probably part of a secret, which messages must not quote.
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Reads lines such as <c>sasl.username=reader</c>; empty lines, and those that start with <c>#</c>, are left out.</summary>
    /// <exception cref="ToolException">The file cannot be read, or is not valid. Messages do not quote values.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string text in ReadLines(path))
        {
            number++;
            string line = text.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : line[..equals].TrimEnd();
            if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept(s_nameCharacters) >= 0)
                throw Invalid("is not of the form name=value");

            if (ClientSettings.OfConsumer.Contains(name))
                throw Invalid($"sets {name}, which the address and the tool decide");

            if (!settings.TryAdd(name, line[(equals + 1)..].TrimStart()))
                throw Invalid($"sets {name} again");
        }

        return settings;

        ToolException Invalid(string problem) => new(ExitCode.Usage, $"line {number} of {path} {problem}");
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
