namespace AtlanEvents.Fast.Benchmarks;

/// <summary>How far the contenders go, so that a regression has an address.</summary>
internal enum Scope
{
    /// <summary>Lines are found, and nothing is looked at in them.</summary>
    Frame,

    /// <summary>All five fields of every event are located, as UTF-8 where the contender can.</summary>
    Locate,

    /// <summary>Every event becomes an object with strings, to keep.</summary>
    Materialise,
}
