using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Receiving.Files;
using AtlanEvents.Fast.Cli.Receiving.Forwarding;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Where messages go: a file, a receiver of webhooks, or a topic.</summary>
internal sealed record DestinationSettings
{
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromSeconds(20);

    // A sink retries as long as the tool runs; requests give up after the maximum wait.
    public static readonly TimeSpan GiveUpAfter = TimeSpan.MaxValue;

    /// <summary>The destination as messages name it.</summary>
    public required string Name { get; init; }

    public FileSettings? File { get; init; }

    public HttpSinkSettings? Http { get; init; }

    public TopicSinkSettings? Topic { get; init; }

    /// <summary>The file that keeps the events which a receiver refuses.</summary>
    public string? DeadLetter { get; init; }

    /// <summary>How long a request waits until its event is delivered.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <exception cref="ToolException">The destination cannot be used.</exception>
    public async Task<IDestination> OpenAsync(ILogger log, CancellationToken stop)
    {
        if (File is not null)
            return FileDestination.Open(File, log);

        var kept = new RejectedLinesState { DeadLetterLength = DeadLetter is null ? null : OutputWriter.FindAppendLength(DeadLetter) };
        var rejected = new RejectedLines(new DeadLetterSettings(DeadLetter), kept);
        IForwardingSink sink = Http is null
            ? await TopicSink.ConnectAsync(Topic!, stop).ConfigureAwait(false)
            : new HttpSink(Http, rejected);
        return new SinkDestination(sink, rejected, MaxWait);
    }
}
