namespace AtlanEvents.Fast.Diagnostics;

/// <summary>An engine, which validates lines and locates their routing fields. All engines give the same result for every input.</summary>
public enum EventEngine : byte
{
    /// <summary>
    /// The engine that the environment variable <c>ATLAN_EVENTS_ENGINE</c> names (<c>auto</c>, <c>utf8json</c>, <c>fast</c>), or
    /// <see cref="Fast"/> if it is not set.
    /// </summary>
    Auto,

    /// <summary>The reference engine: <see cref="System.Text.Json.Utf8JsonReader"/> over each line.</summary>
    Utf8Json,

    /// <summary>
    /// Learns the shapes of lines and compares further lines with them, using the widest vectors that the processor has. Lines of
    /// unknown shape take the general path, a vectorised validating scan.
    /// </summary>
    Fast,
}
