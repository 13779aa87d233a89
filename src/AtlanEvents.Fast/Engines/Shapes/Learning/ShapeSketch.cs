namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>What is known of the lines of one kind.</summary>
/// <param name="Root">The tree of their values.</param>
/// <param name="Kind">What tells them from other kinds at first sight: their traits, message type and type name.</param>
/// <param name="Traits">What their keys tell of the kind of message.</param>
internal sealed record ShapeSketch(ShapeNode Root, string Kind, MessageTraits Traits)
{
    /// <summary>Finds what this and a line have in common.</summary>
    /// <returns><see langword="null"/> if that is nothing, or too little: a shape of which every line lacks most members is slower than two.</returns>
    public ShapeSketch? TryMerge(ShapeSketch line)
    {
        if (Kind != line.Kind || ShapeMerger.TryMerge(Root, line.Root) is not ShapeNode merged)
            return null;

        bool isAlike = 2 * Math.Min(Root.MemberCount, line.Root.MemberCount) >= merged.MemberCount;
        return isAlike ? this with { Root = merged } : null;
    }
}
