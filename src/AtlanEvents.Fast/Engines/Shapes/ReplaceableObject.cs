namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>An object of a <see cref="Shape"/> in whose place some lines have another value: <c>null</c>, say, or a list.</summary>
internal struct ReplaceableObject
{
    /// <summary>Where its brace is in the text.</summary>
    public int Start;

    /// <summary>Where the text goes on behind it.</summary>
    public int End;

    /// <summary>The step whose run has that.</summary>
    public int EndStep;

    /// <summary>How many containers it stands in.</summary>
    public int Depth;
}
