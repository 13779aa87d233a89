namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The paths on which an input is compared.</summary>
internal enum FuzzPath
{
    /// <summary>Each line separately with <see cref="EventParser"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a hostile pipe with any segmentation.</summary>
    Pipe,

    /// <summary>Each line with an engine directly: the positions of the fields, and the traits.</summary>
    Engine,

    /// <summary>The reference compared with the oracle, which uses <see cref="System.Text.Json.JsonDocument"/>.</summary>
    Oracle,
}
