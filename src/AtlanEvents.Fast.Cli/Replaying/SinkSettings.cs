using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>The kinds of destinations.</summary>
internal enum SinkKind
{
    StandardOutput,
    File,

    /// <summary>A receiver of webhooks.</summary>
    Http,

    /// <summary>A Kafka topic.</summary>
    Topic,
}

/// <summary>The destination of events.</summary>
internal sealed record SinkSettings
{
    /// <summary><c>-</c> for standard output, a file, or the address of a receiver or topic.</summary>
    public required string To { get; init; }

    /// <summary>The format of a file or of standard output.</summary>
    public required string Format { get; init; }

    /// <summary>The topic, if <see cref="To"/> is one.</summary>
    public TopicSinkSettings? Topic { get; init; }

    /// <summary>The receiver, if <see cref="To"/> is one.</summary>
    public HttpSinkSettings? Http { get; init; }

    /// <summary>Whether a file is appended to instead of replaced.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Whether this run continues the output of an earlier one.</summary>
    public bool IsContinued { get; init; }

    /// <summary>The length at which a file is continued.</summary>
    public long? ContinuedLength { get; init; }

    public SinkKind Kind => SinkFactory.KindOf(To);

    /// <summary>Whether others act on the events, so that a purge cannot be undone.</summary>
    public bool IsRemote => Kind is SinkKind.Http or SinkKind.Topic;

    /// <summary>The destination as it may be shown.</summary>
    public string DisplayName => CommandLine.WithoutQuery(To);
}
