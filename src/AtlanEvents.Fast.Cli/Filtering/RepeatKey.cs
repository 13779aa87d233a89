namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>What two events have in common of which one is a repeat.</summary>
internal enum RepeatKey
{
    /// <summary>None is looked for.</summary>
    None,

    /// <summary>Guid, operation and <c>eventTime</c>; without any of these, all bytes.</summary>
    Event,

    /// <summary>All bytes.</summary>
    Line,
}
