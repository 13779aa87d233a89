using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The kind of content in a hole, whose length varies from line to line.</summary>
internal enum HoleKind : byte
{
    /// <summary>The content of a string. Its quotes belong to the runs.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Any value.</summary>
    Any,

    /// <summary>No hole: the run ends with the newline of the line.</summary>
    End,
}

/// <summary>One step of a match: a run of template bytes, and the hole after it.</summary>
internal struct ShapeStep
{
    /// <summary>The template position where the run starts.</summary>
    public int RunStart;

    /// <summary>The template position after the run.</summary>
    public int RunEnd;

    /// <summary>The first field inside the run, as an index into <see cref="Shape.Fields"/>.</summary>
    public int FirstField;

    /// <summary>The number of fields inside the run.</summary>
    public int FieldCount;

    /// <summary>The kind of hole after the run.</summary>
    public HoleKind Hole;

    /// <summary>The number of containers around the hole.</summary>
    public byte Depth;

    /// <summary>The field that the hole is; or <see cref="Field.Count"/>.</summary>
    public Field HoleField;
}
