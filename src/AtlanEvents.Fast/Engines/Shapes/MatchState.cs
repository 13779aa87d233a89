namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Where a match stands when it meets a byte that the shape does not have there.</summary>
internal ref struct MatchState
{
    /// <summary>No hole: the run was not entered from one.</summary>
    public const nint NoHole = -1;

    /// <summary>The shape that is matched.</summary>
    public Shape Shape;

    /// <summary>The step, as an index of <see cref="Shape.Steps"/>.</summary>
    public int Step;

    /// <summary>The position in the line: at the byte that differs; after a detour, where to go on.</summary>
    public nint At;

    /// <summary>The position in the shape's text that belongs to it.</summary>
    public nint InText;

    /// <summary>From where in the text the line matched without a gap.</summary>
    public nint RunStart;

    /// <summary>Where in the text the first member starts that the line lacks; <see cref="int.MaxValue"/> if none was missing so far.</summary>
    public int SkippedAt;

    /// <summary>Where in the line the hole before the run starts; or <see cref="NoHole"/>.</summary>
    public nint HoleStart;
}
