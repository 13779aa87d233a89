namespace AtlanEvents.Fast;

/// <summary>Which engine validates lines and locates their routing fields. All give the same result for every input.</summary>
public enum EventEngine : byte
{
    /// <summary>
    /// The environment variable <c>ATLAN_EVENTS_ENGINE</c> decides (<c>auto</c>, <c>utf8json</c>); without it, the fastest
    /// engine for this processor.
    /// </summary>
    Auto,

    /// <summary>The reference: <see cref="System.Text.Json.Utf8JsonReader"/> over each line.</summary>
    Utf8Json,
}
