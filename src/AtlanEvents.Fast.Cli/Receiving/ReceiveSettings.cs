using System.Security.Cryptography.X509Certificates;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Receiving.Secrets;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>What to receive, and where it goes.</summary>
internal sealed record ReceiveSettings
{
    public const int DefaultMaxConnections = 10_000;

    public required ListenAddress Listen { get; init; }

    /// <summary>The valid secrets; <see langword="null"/> if requests need none.</summary>
    public required ReceiverSecrets? Secrets { get; init; }

    public required DestinationSettings Destination { get; init; }

    /// <summary>The address of the status page, if there is one.</summary>
    public ListenAddress? Status { get; init; }

    /// <summary>The certificate, its private key, and the certificates of its issuers, for an encrypted address.</summary>
    public X509Certificate2Collection? Certificates { get; init; }

    public required int MaxBodyBytes { get; init; }

    public required int MaxConnections { get; init; }

    public required int MaxInFlight { get; init; }

    /// <summary>The maximum number of requests per second; <see langword="null"/> for no limit.</summary>
    public int? MaxRate { get; init; }
}
