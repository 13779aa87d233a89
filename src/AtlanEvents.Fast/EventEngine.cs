namespace AtlanEvents.Fast;

/// <summary>Which engine validates lines and locates their routing fields. All give the same result for every input.</summary>
public enum EventEngine : byte
{
    /// <summary>
    /// The environment variable <c>ATLAN_EVENTS_ENGINE</c> decides (<c>auto</c>, <c>utf8json</c>, <c>fast</c>); without it,
    /// <see cref="Fast"/>.
    /// </summary>
    Auto,

    /// <summary>The reference: <see cref="System.Text.Json.Utf8JsonReader"/> over each line.</summary>
    Utf8Json,

    /// <summary>
    /// Learns the shapes of lines and compares with vectors, whatever vectors the processor has, or none. Many times as fast on lines that
    /// repeat; what it does not recognise it parses in full.
    /// </summary>
    Fast,
}
