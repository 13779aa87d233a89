using System.CommandLine;
using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.Commands;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Terminal;

StandardError.Install();
using var stop = new StopSignal();
RootCommand root = CommandTree.Create(stop);

// Arguments are taken as they are: a file may be called @dump.
ParseResult command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

if (command.Errors.Count > 0)
{
    foreach (string message in UsageErrors.Of(command))
        RunReport.WriteError(message);

    Console.Error.WriteLine($"Try: {CommandTree.PathOf(command)} --help");
    return ExitCode.Usage;
}

try
{
    // Signals are StopSignal's, and exceptions are handled here.
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
        RunReport.WriteError(exception.Message);

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
    RunReport.WriteError(SystemMessage.Of(exception));
    return ExitCode.InputOutput;
}
