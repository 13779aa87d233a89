namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The template position up to which two shapes are the same.</summary>
/// <param name="Shape">The other shape.</param>
/// <param name="Position">The first template position where they differ.</param>
internal readonly record struct ShapeBranch(Shape Shape, int Position)
{
    /// <summary>Finds the position where <paramref name="other"/> branches off <paramref name="shape"/>.</summary>
    public static ShapeBranch Between(Shape shape, Shape other)
    {
        int from = 0;
        for (int step = 0; ; step++)
        {
            ShapeStep one = shape.Steps[step];
            ShapeStep two = other.Steps[step];
            int to = Math.Min(one.RunEnd, two.RunEnd);
            int same = Math.Min(
                shape.Low.AsSpan(from, to - from).CommonPrefixLength(other.Low.AsSpan(from, to - from)),
                shape.Range.AsSpan(from, to - from).CommonPrefixLength(other.Range.AsSpan(from, to - from)));
            if (same < to - from)
                return new ShapeBranch(other, from + same);

            // Where the holes differ there is no byte to branch on. The position before is the same in both, so no match
            // switches there.
            if (one.RunEnd != two.RunEnd || one.Hole != two.Hole || one.Hole == HoleKind.End)
                return new ShapeBranch(other, to - 1);

            from = to;
        }
    }
}
