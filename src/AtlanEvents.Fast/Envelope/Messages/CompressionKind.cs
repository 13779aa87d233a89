namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>What <c>msgCompressionKind</c> says.</summary>
internal enum CompressionKind
{
    /// <summary><c>NONE</c>, or nothing.</summary>
    None,

    /// <summary><c>GZIP</c></summary>
    Gzip,

    /// <summary>Anything else.</summary>
    Unknown,
}
