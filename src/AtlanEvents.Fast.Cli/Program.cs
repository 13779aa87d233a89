using System.CommandLine;
using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.Commands;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Terminal;

StandardError.Install();
using var stop = new StopSignal();
RootCommand root = CommandTree.Create(stop);

// Response files are disabled so that a path may start with @.
ParseResult command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

if (command.Errors.Count > 0)
{
    foreach (string message in UsageErrors.Of(command))
        ErrorMessage.Write(message);

    Console.Error.WriteLine($"For help, run: {CommandTree.PathOf(command)} --help");
    return ExitCode.Usage;
}

try
{
    // StopSignal handles signals, and the code below handles exceptions.
    TextWriter output = StandardOutput.OpenText();
    int exitCode = await command.InvokeAsync(new InvocationConfiguration
    {
        Output = output,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });
    await output.FlushAsync();
    return exitCode;
}
catch (ToolException exception)
{
    if (exception.Message.Length > 0)
        ErrorMessage.Write(exception.Message);

    return exception.ExitCode;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return stop.ExitCode;
}
catch (IOException exception) when (StandardOutput.IsClosed(exception))
{
    return ExitCode.OutputClosed;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    ErrorMessage.Write(SystemMessage.Of(exception));
    return ExitCode.InputOutput;
}
