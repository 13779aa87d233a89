namespace AtlanEvents.Fast;

/// <summary>What a line of input became. Every line has exactly one outcome.</summary>
public enum LineOutcome : byte
{
    /// <summary>Nothing but spaces, tabs and carriage returns.</summary>
    Blank,

    /// <summary>A well-formed event of an asset.</summary>
    Event,

    /// <summary>Well-formed JSON that is no event of an asset; a <see cref="NotRoutableReason"/> tells what it is.</summary>
    NotRoutable,

    /// <summary>Not well-formed, or not safe to route on; a <see cref="LineFaultReason"/> tells why.</summary>
    Rejected,
}
