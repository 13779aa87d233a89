namespace AtlanEvents.Fast;

/// <summary>Where the tags of an event were put, told by the <c>entityGuid</c> of each.</summary>
[Flags]
public enum TagOrigin : byte
{
    /// <summary>The event is not about tags, or lacks their details.</summary>
    Unknown = 0,

    /// <summary>On the asset itself.</summary>
    Direct = 1,

    /// <summary>On another asset, from which they propagated.</summary>
    Propagated = 2,

    /// <summary>Tags of both kinds, in one event.</summary>
    DirectAndPropagated = Direct | Propagated,
}
