using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>Where events go, and how.</summary>
internal sealed record SinkSettings
{
    /// <summary><c>-</c> for standard output, a file, or the address of a receiver.</summary>
    public required string To { get; init; }

    /// <summary>The format in a stream.</summary>
    public required string Format { get; init; }

    /// <summary>Whether events went there before, and it is to go on behind them.</summary>
    public bool IsContinued { get; init; }

    /// <summary>How long a file was with them.</summary>
    public long? ContinuedLength { get; init; }

    /// <summary>The receiver, if it is one.</summary>
    public HttpSinkOptions? Http { get; init; }
}
