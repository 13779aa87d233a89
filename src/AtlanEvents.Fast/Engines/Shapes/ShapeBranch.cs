namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Where another shape branches off: up to there both are the same.</summary>
/// <param name="Shape">The other shape.</param>
/// <param name="At">The place in the text of both where they differ first.</param>
/// <param name="IsApart">Whether no byte there fits both, so that a line which got past it in one cannot be of the other.</param>
internal readonly record struct ShapeBranch(Shape Shape, int At, bool IsApart)
{
    /// <summary>Finds where a shape branches off another.</summary>
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
                return new ShapeBranch(other, from + same, IsApartAt(shape, other, from + same));

            // Where one has a hole and the other none, or another one, there is no byte to go on with: the last one before it is the same in
            // both, so nobody does.
            if (one.RunEnd != two.RunEnd || one.Hole != two.Hole || one.Hole == HoleKind.End)
                return new ShapeBranch(other, to - 1, IsApart: false);

            from = to;
        }
    }

    private static bool IsApartAt(Shape shape, Shape other, int at)
        => shape.Range[at] == 0 ? !other.Admits(shape.Low[at], at) : other.Range[at] == 0 && !shape.Admits(other.Low[at], at);
}
