using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Worker;

/// <summary>Writes the log to standard error.</summary>
internal sealed class ErrorLog : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        // Attempts fail on purpose.
        const int AttemptFailed = 8;
        if (eventId.Id != AttemptFailed)
            Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {formatter(state, exception)}");
    }
}
