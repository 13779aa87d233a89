namespace AtlanEvents.Fast.AspNetCore;

/// <summary>
/// Options of the endpoints that <c>MapAtlanWebhook</c> maps. Can be bound to configuration. Secrets may change while the application
/// runs; the other options are read when an endpoint is mapped.
/// </summary>
public sealed class AtlanWebhookOptions
{
    /// <summary>
    /// The valid signing secrets. Required. To rotate one, add the new secret, change it in Atlan, and remove the old one.
    /// </summary>
    public IList<string> SigningSecrets { get; } = [];

    /// <summary>
    /// Whether requests need no secret, because something else authenticates them; <see langword="false"/> by default. Must not be set
    /// together with <see cref="SigningSecrets"/>. Requests with an <c>Origin</c>, as web pages send them, get the response 403.
    /// </summary>
    public bool AllowUnsigned { get; set; }

    /// <summary>The maximum length of a body in bytes, decompressed; 4 MiB by default, four times what Atlas can send.</summary>
    public int MaxBodyBytes { get; set; } = EventReaderOptions.DefaultMaxLineBytes;

    /// <summary>The maximum length of a compressed event, decompressed; 64 MiB by default.</summary>
    public int MaxMessageBytes { get; set; } = Reassembly.ReassemblyOptions.Default.MaxMessageBytes;

    /// <summary>
    /// The maximum number of signed requests that are read, wait for a handler or are being handled; 1,024 by default. Further ones get
    /// the response 503. They hold at most this many bodies in memory.
    /// </summary>
    public int MaxInFlight { get; set; } = 1_024;

    /// <summary>
    /// The number of events that an <see cref="IEventRecordHandler"/> handles concurrently; 16 by default, at most 1,024. Events of one
    /// asset are handled one after the other.
    /// </summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>The time after which a sender is asked to try again, in the header <c>Retry-After</c>; 1 s by default.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
