namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>
/// What lines of one kind have in common: bytes whose places are known, holes of any length between them, and members that may be
/// missing.
/// </summary>
/// <remarks>
/// Made by <see cref="Learning.ShapeCompiler"/> from lines that were accepted; immutable. The text says for each byte which values it
/// may have: from low to low + range. A range of 0 is a constant byte; digits and identifiers whose length never changes have wider
/// ones. So the places of many values are known without looking for their ends.
/// <code>
/// lines   {"time":1667822854307,"name":"a","status":"DELETED"}
///         {"time":1667822854311,"name":"bc","status":"DELETED"}
/// low     {"time":1000000000000,"name":"","status":"DELETED"}\n
/// range           8999999999999
/// steps                                 ^ string             ^ end
/// members  time                 name       status
/// </code>
/// </remarks>
internal sealed class Shape
{
    /// <summary>How many bytes behind the text can be read.</summary>
    public const int Padding = 64;

    /// <summary>The longest key that a member can have, with quotes and colon.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>The longest end that an object can have: its brace, and white space before.</summary>
    public const int MaxCloseLength = 64;

    private int[] _branchPlaces = [];

    /// <summary>The least value of each byte, holes left out, and <see cref="Padding"/>. No byte of it is a backslash.</summary>
    public required byte[] Low { get; init; }

    /// <summary>How much more each byte may be, and <see cref="Padding"/>.</summary>
    public required byte[] Range { get; init; }

    /// <summary>The runs and holes, in the order of the text.</summary>
    public required ShapeStep[] Steps { get; init; }

    /// <summary>The fields inside runs, in the order of the text.</summary>
    public required ShapeField[] Fields { get; init; }

    /// <summary>The members of all objects, those of an object in their order.</summary>
    public required ShapeMember[] Members { get; init; }

    /// <summary>
    /// For each byte of the text, the member to blame for a difference there, counted from 1, or 0. A positive number says that
    /// the byte is in the member's key, a negative one that it is in the lead before that.
    /// </summary>
    public required short[] MemberAt { get; init; }

    /// <summary>The objects in whose place some lines have other values.</summary>
    public required ReplaceableObject[] Replaceables { get; init; }

    /// <summary>What the keys tell of the kind of message.</summary>
    public required MessageTraits Traits { get; init; }

    /// <summary>Where each other shape branches off. Kept up to date by the <see cref="ShapeCache"/>.</summary>
    public ShapeBranch[] Branches
    {
        get;
        set
        {
            field = value;
            _branchPlaces = Array.ConvertAll(value, branch => branch.At);
        }
    } = [];

    /// <summary>Puts a branch into the place of that to another shape, or adds it.</summary>
    public void ReplaceBranch(Shape? replaced, ShapeBranch branch)
    {
        int index = Array.FindIndex(Branches, other => other.Shape == replaced);
        ShapeBranch[] branches = Branches;
        Array.Resize(ref branches, index < 0 ? branches.Length + 1 : branches.Length);
        branches[index < 0 ? ^1 : index] = branch;
        Branches = branches;
    }

    /// <summary>Whether lines matched it lately. Kept up to date by the <see cref="ShapeCache"/>.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Whether a byte may stand at a place in the text.</summary>
    public bool Admits(byte value, int at) => (byte)(value - Low[at]) <= Range[at];

    /// <summary>The shape that goes on where a line does not fit this one.</summary>
    /// <param name="at">Where in the text that is.</param>
    /// <param name="value">What the line has there.</param>
    /// <returns>A shape that is the same up to there, and has this byte; or <see langword="null"/>.</returns>
    public Shape? BranchAt(int at, byte value)
    {
        // Mostly there is none, which vectors tell at once.
        int index = _branchPlaces.AsSpan().IndexOf(at);
        for (; (uint)index < (uint)Branches.Length; index++)
        {
            ShapeBranch branch = Branches[index];
            if (branch.At == at && branch.Shape.Admits(value, at))
                return branch.Shape;
        }

        return null;
    }
}
