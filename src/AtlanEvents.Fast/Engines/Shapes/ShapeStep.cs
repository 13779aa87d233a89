namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>One step of matching a line against a <see cref="Shape"/>: a run of bytes whose places are known, and the hole behind it.</summary>
internal struct ShapeStep
{
    /// <summary>Where the run starts in the shape's text.</summary>
    public int RunStart;

    /// <summary>Where the run ends in the shape's text.</summary>
    public int RunEnd;

    /// <summary>Where the fields inside the run are, counted from the line's byte that belongs to the start of the text.</summary>
    public LocatedLine.Fields RunFields;

    /// <summary>The first field that is inside the run, as an index of <see cref="Shape.Fields"/>.</summary>
    public int FirstField;

    /// <summary>How many fields are inside the run.</summary>
    public int FieldCount;

    /// <summary>What comes behind the run.</summary>
    public HoleKind Hole;

    /// <summary>The least byte that may stand in a hole for a string or number.</summary>
    public byte HoleLow;

    /// <summary>How many bytes above that may stand there too; quotes and backslashes never.</summary>
    public byte HoleRange;

    /// <summary>How many bytes the hole has at least.</summary>
    public byte HoleMinLength;

    /// <summary>The byte that the content may not start with, unless it is all of the content: a number's leading zero.</summary>
    public byte HoleNotFirst;

    /// <summary>How many containers the hole stands in.</summary>
    public byte Depth;

    /// <summary>The field that the hole is the value of; or <see cref="Field.Count"/>.</summary>
    public Field HoleField;
}
