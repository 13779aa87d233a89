namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>The ways to use simdjson; shim.cpp has the same numbers.</summary>
internal enum SimdjsonVariant
{
    /// <summary>On-Demand over the whole buffer, the keys asked for one by one.</summary>
    FindField,

    /// <summary>On-Demand over the whole buffer, the members of each object on the path gone through once.</summary>
    EachField,

    /// <summary>The same, a line at a time.</summary>
    EachFieldPerLine,

    /// <summary>The DOM over the whole buffer.</summary>
    Dom,
}
