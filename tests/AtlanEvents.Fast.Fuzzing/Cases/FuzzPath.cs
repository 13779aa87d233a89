namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The ways in which an input is compared.</summary>
internal enum FuzzPath
{
    /// <summary>Each line separately with <see cref="EventParser.Parse"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a hostile pipe, cut anywhere.</summary>
    Pipe,

    /// <summary>Each line by an engine, before anything is made of it: where the fields are, and what else was noted.</summary>
    Engine,

    /// <summary>The reference against the tests' oracle, over <see cref="System.Text.Json.JsonDocument"/>.</summary>
    Oracle,
}
