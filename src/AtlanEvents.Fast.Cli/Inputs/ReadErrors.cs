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
        catch (InvalidDataException exception)
        {
            throw new ToolException(ExitCode.CorruptInput, $"cannot read {inputName}: {exception.Message}", exception);
        }
        catch (EventFormatException exception)
        {
            throw new ToolException(ExitCode.CorruptInput, $"cannot read {inputName}: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot read {inputName}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
