namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>A field inside a run: its text is constant, or of constant length.</summary>
internal struct ShapeField
{
    /// <summary>Where its text starts in the shape's text.</summary>
    public int Start;

    /// <summary>How many bytes it has.</summary>
    public int Length;

    /// <summary>Which field it is.</summary>
    public Field Field;
}
