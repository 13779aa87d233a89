using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The receiver, and how events are sent to it.</summary>
internal sealed record HttpSinkSettings
{
    public const int DefaultConcurrency = 8;
    public const int MaxConcurrency = 256;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultGiveUpAfter = TimeSpan.FromMinutes(5);

    public required Uri Address { get; init; }

    /// <summary>The value of the header <c>x-atlan-signing-secret</c>. Never shown.</summary>
    public string? Secret { get; init; }

    /// <summary>The maximum number of concurrent requests.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>The time within which the receiver must respond.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long an event is retried before the run stops; <see cref="TimeSpan.MaxValue"/> for as long as it takes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = DefaultGiveUpAfter;

    /// <summary>The maximum number of requests per second.</summary>
    public double Rate { get; init; } = double.PositiveInfinity;

    /// <summary>Whether messages on standard error are suppressed.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether a progress bar shows the state of the delivery, so that messages would disturb it.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The receiver as messages name it: without path and query, which may contain secrets.</summary>
    public string Name => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Parses the address of a receiver. Error messages do not quote it, since it may contain a secret.</summary>
    /// <exception cref="ToolException">The address is not valid.</exception>
    public static Uri ParseAddress(string text)
    {
        // http:host is also a valid form of http://host, but the query of such an address would be shown.
        if (!CommandLine.IsHttp(text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw new ToolException(ExitCode.Usage, "--to is not a complete address, such as https://consumer.example.com/atlan");

        if (address.UserInfo.Length > 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                "--to must not contain a user name or password, which other users of this machine could see; "
                    + "use --secret-env or --secret-file instead");
        }

        return address;
    }

    // The generated method would print the secret.
    public override string ToString() => Name;
}
