namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Turns the exceptions of a failed read into messages and exit codes.</summary>
internal static class ReadErrors
{
    /// <summary>Awaits a read of an input.</summary>
    /// <exception cref="ToolException">The input cannot be read.</exception>
    public static async ValueTask<T> TranslateAsync<T>(string inputName, ValueTask<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(inputName, exception) is ToolException explained)
        {
            throw explained;
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static T Open<T>(string path, Func<string, T> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads an input.</summary>
    /// <exception cref="ToolException">The input cannot be read.</exception>
    public static void Translate(string inputName, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (Explain(inputName, exception) is ToolException explained)
        {
            throw explained;
        }
    }

    private static ToolException? Explain(string inputName, Exception exception) => exception switch
    {
        InvalidDataException or EventFormatException
            => new ToolException(ExitCode.CorruptInput, $"cannot read {inputName}: {exception.Message}", exception),
        IOException failure
            => new ToolException(ExitCode.InputOutput, $"cannot read {inputName}: {SystemMessage.Of(failure)}", exception),
        _ => null,
    };
}
