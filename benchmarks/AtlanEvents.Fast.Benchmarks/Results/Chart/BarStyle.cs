namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>How a bar is filled: it says how much of a line the contender validates.</summary>
internal enum BarStyle
{
    /// <summary>All of it.</summary>
    Solid,

    /// <summary>All but UTF-8.</summary>
    Hatched,

    /// <summary>Less than that.</summary>
    Hollow,
}
