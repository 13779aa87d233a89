namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The receiver, and how it is treated.</summary>
internal sealed record HttpSinkOptions
{
    public const int DefaultConcurrency = 8;
    public const int MostConcurrency = 256;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultGiveUpAfter = TimeSpan.FromMinutes(5);

    public required Uri Address { get; init; }

    /// <summary>What goes into the header <c>x-atlan-signing-secret</c>. Never shown.</summary>
    public string? Secret { get; init; }

    /// <summary>How many events are under way at once, at most.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>How long the receiver may take for an answer.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long one event is tried again before the run is stopped.</summary>
    public TimeSpan GiveUpAfter { get; init; } = DefaultGiveUpAfter;

    /// <summary>Requests a second at most.</summary>
    public double Rate { get; init; } = double.PositiveInfinity;

    /// <summary>Whether nothing is said on standard error while it runs.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether a bar on the terminal shows how it goes, beside which nothing can be written.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The receiver as it is named in messages: without path and query, which may be secret.</summary>
    public string Name => Address.GetLeftPart(UriPartial.Authority);

    // What a record shows by itself would have the secret in it.
    public override string ToString() => Name;
}
