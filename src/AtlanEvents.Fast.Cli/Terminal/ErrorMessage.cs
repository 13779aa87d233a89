namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Writes messages to standard error in the form <c>atlan-events: message</c>.</summary>
internal static class ErrorMessage
{
    public static void Write(string message) => Console.Error.WriteLine($"atlan-events: {Printable.Of(message)}");
}
