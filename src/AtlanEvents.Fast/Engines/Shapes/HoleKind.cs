namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>What may stand in the gap behind a run of constant bytes.</summary>
internal enum HoleKind : byte
{
    /// <summary>Nothing: the next run follows at once.</summary>
    None,

    /// <summary>The content of a string. Its quotes belong to the runs.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Any value.</summary>
    Any,

    /// <summary>The end of the line.</summary>
    End,
}
