namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>One step of matching a line against a <see cref="Shape"/>: a run of constant bytes, and the hole behind it.</summary>
internal struct ShapeStep
{
    /// <summary>Where the run ends in <see cref="Shape.Text"/>.</summary>
    public int RunEnd;

    /// <summary>Where the constant text of <see cref="RunField"/> starts in <see cref="Shape.Text"/>.</summary>
    public int RunFieldStart;

    /// <summary>The length of that text.</summary>
    public int RunFieldLength;

    /// <summary>A field whose text is the same in all lines, and part of this run; or <see cref="Field.Count"/>.</summary>
    public Field RunField;

    /// <summary>What comes behind the run.</summary>
    public HoleKind Hole;

    /// <summary>How many containers the hole stands in.</summary>
    public byte Depth;

    /// <summary>The field that the hole is the value of; or <see cref="Field.Count"/>.</summary>
    public Field HoleField;
}
