using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>
/// What lines of one kind have in common: a template of bytes at known places, holes of any length between them, and members that
/// may be missing.
/// </summary>
/// <remarks>
/// A shape is compiled from accepted lines and immutable, except for its counts. For each byte, the template has the smallest
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

    /// <summary>The number of matches after which the counts of a new shape show which values change all the time.</summary>
    public const int FirstLook = 8;

    /// <summary>The number of matches after which they start again.</summary>
    public const int LastLook = 512;

    /// <summary>The smallest byte that a string of constant length may have: no space, exclamation mark or quote.</summary>
    public const byte MinIdentifierByte = (byte)'#';

    /// <summary>The largest such byte. A backslash is between the two, but only allowed where it is a constant byte.</summary>
    public const byte MaxIdentifierByte = (byte)'~';

    /// <summary>The smallest value of each byte, followed by <see cref="Padding"/>. A backslash is a constant byte.</summary>
    public required byte[] Low { get; init; }

    /// <summary>The difference between the largest and smallest value of each byte, followed by <see cref="Padding"/>.</summary>
    public required byte[] Range { get; init; }

    /// <summary>The runs and holes, in the order of the template.</summary>
    public required ShapeStep[] Steps { get; init; }

    /// <summary>The fields inside runs, in the order of the template.</summary>
    public required ShapeField[] Fields { get; init; }

    /// <summary>The members of all objects; those of one object are in their order.</summary>
    public required ShapeMember[] Members { get; init; }

    /// <summary>The values that lines may replace by any other.</summary>
    public required ReplaceableValue[] Replaceables { get; init; }

    /// <summary>What each byte of the template belongs to.</summary>
    public required TemplateToken[] Tokens { get; init; }

    /// <summary>The number of lines that matched since the counts were last reset.</summary>
    public int Matches { get; set; }

    /// <summary>The number of matches after which the shape may change. Each change costs time, so they become rarer.</summary>
    public int NextLook { get; set; } = FirstLook;

    /// <summary>The number of unknown members in these lines.</summary>
    public int UnknownMembers { get; set; }

    public required MessageTraits Traits { get; init; }

    /// <summary>Its index in the cache.</summary>
    public int Index { get; set; }

    /// <summary>Whether a line matched this shape since the cache last looked.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Starts to count again.</summary>
    public void ResetCounts()
    {
        Matches = UnknownMembers = 0;
        foreach (ref ReplaceableValue value in Replaceables.AsSpan())
            value.Use = default;
    }

    /// <summary>The kind of hole that a value becomes, by its first byte.</summary>
    public static HoleKind KindOf(byte first) => first switch
    {
        (byte)'"' => HoleKind.String,
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => HoleKind.Number,
        _ => HoleKind.Any,
    };

    /// <summary>Whether a value has bytes that a value of constant length may have: a string of such bytes, or an integer.</summary>
    public static bool IsIdentifierOrInteger(ReadOnlySpan<byte> value)
    {
        if (value[0] == (byte)'"')
            return !value[1..^1].ContainsAnyExceptInRange(MinIdentifierByte, MaxIdentifierByte) && !value.Contains((byte)'\\');

        return !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (value[0] != (byte)'0' || value.Length == 1);
    }
}

/// <summary>A field inside a run: its text is constant or of constant length.</summary>
internal struct ShapeField
{
    /// <summary>The template position of its text, and its length.</summary>
    public FieldSlice Slice;

    public Field Field;
}

/// <summary>A value that is the same in most lines, or an object in most lines. Any other value may be in its place.</summary>
internal struct ReplaceableValue
{
    /// <summary>The template position of its first byte.</summary>
    public int Start;

    /// <summary>The template position after it.</summary>
    public int End;

    /// <summary>The step whose run contains <see cref="End"/>.</summary>
    public int EndStep;

    /// <summary>The number of containers around it.</summary>
    public int Depth;

    /// <summary>The field that it is; or <see cref="Field.Count"/>.</summary>
    public Field Field;

    public bool IsObject;

    public ValueUse Use;
}

/// <summary>What lines had in the place of a replaceable value.</summary>
internal struct ValueUse
{
    /// <summary>The number of lines with another value.</summary>
    public int Replaced;

    /// <summary>Whether another value was of another kind: a string, a number, or anything else.</summary>
    public bool HasOtherKinds;

    /// <summary>Whether another value was of another length, or had bytes that a run of constant length cannot have.</summary>
    public bool HasOtherLengths;
}
