using System.CommandLine;
using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.Commands;

using var stop = new StopSignal();
RootCommand root = CommandTree.Create(stop);
ParseResult command = root.Parse(args);

if (command.Errors.Count > 0)
{
    foreach (string message in command.Errors.Select(error => error.Message).Distinct())
        RunReport.WriteError(message);

    Console.Error.WriteLine($"Try: {CommandTree.PathOf(command)} --help");
    return ExitCode.Usage;
}

try
{
    // Signals are StopSignal's, and exceptions are handled here.
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
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
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    RunReport.WriteError(exception.Message);
    return ExitCode.InputOutput;
}
