namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The template position up to which two shapes are the same.</summary>
/// <param name="Shape">The other shape.</param>
/// <param name="Position">The first template position where they differ.</param>
/// <param name="IsDisjoint">Whether no byte there fits both, so that a line that passed it in one shape cannot match the other.</param>
internal readonly record struct ShapeBranch(Shape Shape, int Position, bool IsDisjoint)
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
                return new ShapeBranch(other, from + same, IsDisjointAt(shape, other, from + same));

            // Where the holes differ there is no byte to branch on. The position before is the same in both, so no match
            // switches there, but the branch still records how far the shapes are the same.
            if (one.RunEnd != two.RunEnd || one.Hole != two.Hole || one.Hole == HoleKind.End)
                return new ShapeBranch(other, to - 1, IsDisjoint: false);

            from = to;
        }
    }

    private static bool IsDisjointAt(Shape shape, Shape other, int position)
        => shape.Range[position] == 0
            ? !other.Allows(shape.Low[position], position)
            : other.Range[position] == 0 && !shape.Allows(other.Low[position], position);
}

/// <summary>The place where a line failed to match a shape and all shapes that branch off there.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Position">The template position of the mismatch.</param>
/// <param name="FirstSkipped">The template position of the first member that the line lacks.</param>
internal readonly record struct ShapeMismatch(Shape? Shape, int Position, int FirstSkipped)
{
    /// <summary>The shapes that branch off this one. <see cref="MayMatch"/> selects those that the line may match.</summary>
    public ReadOnlySpan<ShapeBranch> Branches => Shape is null ? [] : Shape.Branches;

    /// <summary>Whether the line may match a shape that branches off earlier.</summary>
    /// <remarks>
    /// A shape that branches off later fails where this one did. If no byte fits both shapes at the branch, the line does not
    /// have the other's byte, unless it skipped that position.
    /// </remarks>
    public bool MayMatch(ShapeBranch branch) => branch.Position < Position && (!branch.IsDisjoint || branch.Position >= FirstSkipped);
}

/// <summary>The state that is kept from one match to the next: the shape to try first, and the last mismatch.</summary>
internal sealed class MatchContext
{
    private Shape? _current;

    /// <summary>The shape that matched last, or <see langword="null"/> if no shape is known.</summary>
    public Shape? Current
    {
        get => _current;
        set
        {
            // It is usually the same shape, and comparing costs less than the garbage collector's write barrier.
            if (!ReferenceEquals(_current, value))
                Switch(value);
        }
    }

    /// <summary>The last mismatch.</summary>
    public ShapeMismatch Mismatch { get; set; }

    private void Switch(Shape? value)
    {
        _current = value;
        value?.WasUsed = true;
    }
}
