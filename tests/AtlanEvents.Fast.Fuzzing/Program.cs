using System.CommandLine;
using AtlanEvents.Fast.Fuzzing;

ParseResult command = new FuzzCommand().Create().Parse(args);
if (command.Errors.Count == 0)
    return command.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

foreach (string message in command.Errors.Select(error => error.Message).Distinct())
    Console.Error.WriteLine(message);

return FuzzCommand.Usage;
