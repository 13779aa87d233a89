using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>
/// What lines of one kind have in common: a template of bytes at known places, holes of any length between them, and members that
/// may be missing.
/// </summary>
/// <remarks>
/// A shape is compiled from accepted lines and immutable, except for its branches. For each byte, the template has the smallest
/// value allowed and how far above it the byte may be. A range of 0 is a constant byte. Digits and identifiers whose length never
/// changes have wider ranges, so the places of many values are known without searching for their ends.
/// <code>
/// lines   {"time":1667822854307,"name":"a","status":"DELETED"}
///         {"time":1667822854311,"name":"bc","status":"DELETED"}
///
/// low     {"time":1000000000000,"name":"","status":"DELETED"}\n
/// range           8999999999999
/// steps   |----------- run ----------->|------ run -------->|
///                                      ^ string hole         ^ end
/// </code>
/// A <em>template position</em> is an index into low and range. A <em>line position</em> is an offset from the first byte of the
/// line. Holes take no room in the template.
/// </remarks>
internal sealed class Shape
{
    /// <summary>The number of readable bytes after the template.</summary>
    public const int Padding = 64;

    /// <summary>The maximum length of a member's key, with quotes and colon. It is compared in one block.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>The maximum length of the end of an object: its brace and the white space before it.</summary>
    public const int MaxCloseLength = 64;

    private int[] _branchPositions = [];

    /// <summary>The smallest value of each byte of the template, followed by <see cref="Padding"/>. None is a backslash.</summary>
    public required byte[] Low { get; init; }

    /// <summary>The difference between the largest and smallest value of each byte, followed by <see cref="Padding"/>.</summary>
    public required byte[] Range { get; init; }

    /// <summary>The runs and holes, in the order of the template.</summary>
    public required ShapeStep[] Steps { get; init; }

    /// <summary>The fields inside runs, in the order of the template.</summary>
    public required ShapeField[] Fields { get; init; }

    /// <summary>The members of all objects; those of one object are in their order.</summary>
    public required ShapeMember[] Members { get; init; }

    /// <summary>
    /// For each byte of the template, the member that a mismatch there concerns: its index + 1 if the byte is in the key, minus
    /// that if the byte is in the lead before the key, 0 for none.
    /// </summary>
    public required short[] MemberAt { get; init; }

    /// <summary>The objects that other values replace in some lines.</summary>
    public required ReplaceableObject[] Replaceables { get; init; }

    public required MessageTraits Traits { get; init; }

    /// <summary>Whether a line matched this shape since the cache last looked.</summary>
    public bool WasUsed { get; set; }

    /// <summary>The positions where other shapes branch off.</summary>
    public ShapeBranch[] Branches
    {
        get;
        set
        {
            field = value;
            _branchPositions = Array.ConvertAll(value, branch => branch.Position);
        }
    } = [];

    /// <summary>Replaces the branch to another shape, or adds one.</summary>
    public void ReplaceBranch(Shape? replaced, ShapeBranch branch)
    {
        int index = Array.FindIndex(Branches, other => other.Shape == replaced);
        ShapeBranch[] branches = Branches;
        Array.Resize(ref branches, index < 0 ? branches.Length + 1 : branches.Length);
        branches[index < 0 ? ^1 : index] = branch;
        Branches = branches;
    }

    /// <summary>Whether the template allows a byte at a position.</summary>
    public bool Allows(byte value, int position) => (byte)(value - Low[position]) <= Range[position];

    /// <summary>Finds a shape that is the same up to a template position and allows a byte there.</summary>
    public Shape? FindBranch(int position, byte value)
    {
        // Usually there is none at the position, which a vectorised search finds at once.
        int index = _branchPositions.AsSpan().IndexOf(position);
        for (; (uint)index < (uint)Branches.Length; index++)
        {
            ShapeBranch branch = Branches[index];
            if (branch.Position == position && branch.Shape.Allows(value, position))
                return branch.Shape;
        }

        return null;
    }
}

/// <summary>A field inside a run: its text is constant or of constant length.</summary>
internal struct ShapeField
{
    /// <summary>The template position of its text.</summary>
    public int Start;

    /// <summary>Its length in bytes.</summary>
    public int Length;

    public Field Field;
}

/// <summary>An object that another value, such as <c>null</c> or an array, replaces in some lines.</summary>
internal struct ReplaceableObject
{
    /// <summary>The template position of its opening brace.</summary>
    public int Start;

    /// <summary>The template position after it.</summary>
    public int End;

    /// <summary>The step whose run contains <see cref="End"/>.</summary>
    public int EndStep;

    /// <summary>The number of containers around it.</summary>
    public int Depth;
}
