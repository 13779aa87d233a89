using AtlanEvents.Fast.Cli.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AtlanEvents.Fast.Cli.Receiving.Logging;

/// <summary>How messages are written to standard error.</summary>
internal static class LogFormat
{
    /// <summary><c>atlan-events: message</c>.</summary>
    public const string Text = "text";

    /// <summary>A JSON object with time, level and parameters for each message.</summary>
    public const string Json = "json";

    // A destination that does not accept messages is reported once, and not for every request.
    private const string RequestCategory = "AtlanEvents.Fast.AspNetCore.Requests";

    /// <summary>Creates the loggers of a run.</summary>
    /// <param name="format">One of the formats.</param>
    /// <param name="isQuiet">Whether only errors are written.</param>
    public static ILoggerFactory Create(string format, bool isQuiet) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(isQuiet ? LogLevel.Error : LogLevel.Warning);
        logging.AddFilter("AtlanEvents", isQuiet ? LogLevel.Error : LogLevel.Information);
        logging.AddFilter(RequestCategory, LogLevel.Error);

        // An address that cannot be used ends the run with a message of its own.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (format == Json)
        {
            logging.AddJsonConsole(options =>
            {
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                options.UseUtcTimestamp = true;
            });
            logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        }
        else
        {
            logging.AddProvider(new TextProvider());
        }
    });

    private sealed class TextProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            string prefix = logLevel == LogLevel.Warning ? "warning: " : "";
            string cause = exception is null ? "" : $" ({exception.GetType().Name})";
            ErrorMessage.Write($"{prefix}{formatter(state, exception)}{cause}");
        }

        public void Dispose()
        {
        }
    }
}
