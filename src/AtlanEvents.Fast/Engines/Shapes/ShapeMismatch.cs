namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Where a line turned out not to be of a shape, nor of one that branches off there.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="At">Where in its text.</param>
/// <param name="SkippedAt">Where in its text the first member starts that the line lacks.</param>
internal readonly record struct ShapeMismatch(Shape? Shape, int At, int SkippedAt)
{
    /// <summary>The shapes that branch off this one; see <see cref="IsPossible"/>.</summary>
    public ReadOnlySpan<ShapeBranch> Branches => Shape is null ? [] : Shape.Branches;

    /// <summary>Whether the line could be of a shape that branches off earlier.</summary>
    /// <remarks>
    /// One that branches off later fails where this one did. Where both are apart, the line has been seen not to have the other's byte,
    /// unless it skipped that place.
    /// </remarks>
    public bool IsPossible(ShapeBranch branch) => branch.At < At && (!branch.IsApart || branch.At >= SkippedAt);
}
