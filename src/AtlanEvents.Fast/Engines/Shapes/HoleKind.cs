namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>What stands behind a run: content whose length is not known beforehand.</summary>
internal enum HoleKind : byte
{
    /// <summary>The content of a string. Its quotes belong to the runs.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Any value.</summary>
    Any,

    /// <summary>Nothing: the run ended with the line's newline.</summary>
    End,
}
