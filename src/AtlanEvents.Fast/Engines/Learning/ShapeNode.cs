using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>A value as learned from lines: the bytes that it usually has, or a hole, or an object (<see cref="ShapeObject"/>).</summary>
/// <remarks>Nodes are immutable, so the tree of a line shares those that it has in common with the trees of earlier lines.</remarks>
internal record ShapeNode
{
    /// <summary>The bytes that the value usually has; <see langword="null"/> if it has other bytes too often, or is an object.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>The kind of hole, if the value is neither constant nor an object.</summary>
    public HoleKind Hole { get; init; }

    /// <summary>The length in bytes of a string or number hole, if it is constant; otherwise <see langword="null"/>.</summary>
    public int? Length { get; init; }

    /// <summary>The field that the value is; or <see cref="Field.Count"/>.</summary>
    public Field Field { get; init; } = Field.Count;

    /// <summary>Whether the value distinguishes kinds of lines, which have shapes of their own in which it is constant.</summary>
    public bool IsKind => IsKindField(Field);

    /// <summary>Whether the kind of value must stay as it is, because the routing table has a row for it.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>Whether a line may have any other value in its place.</summary>
    public bool IsReplaceable
        => !IsOnPath && !IsKind && (Constant is not null || this is ShapeObject || Hole == HoleKind.String || Length is not null);

    /// <summary>The number of containers around the value.</summary>
    public int Depth { get; init; }

    /// <summary>Whether a field distinguishes kinds of lines.</summary>
    public static bool IsKindField(Field field) => field is Field.TypeName or Field.MessageType or Field.OperationType;
}

/// <summary>An object as learned from lines.</summary>
internal sealed record ShapeObject : ShapeNode
{
    /// <summary>The members.</summary>
    public required ShapeNodeMember[] Members { get; init; }

    /// <summary>What is known of their order; <see langword="null"/> only if some line had all of them, in this order.</summary>
    public MemberOrder? Order { get; init; }

    /// <summary>The white space between the brace and the first key; <see langword="null"/> if no line had members.</summary>
    public byte[]? FirstLead { get; init; }

    /// <summary>The comma and white space before each further key; <see langword="null"/> if no line had two members.</summary>
    public byte[]? NextLead { get; init; }

    /// <summary>The white space and brace that end the object.</summary>
    public required byte[] Close { get; init; }

    /// <summary>The place of the object in the routing table; or <see cref="Place.None"/>.</summary>
    public Place Place { get; init; }

    /// <summary>The number of members, including those of nested objects.</summary>
    public int MemberCount
    {
        get
        {
            int count = Members.Length;
            foreach (ShapeNodeMember member in Members)
                count += member.Value is ShapeObject nested ? nested.MemberCount : 0;

            return count;
        }
    }
}

/// <summary>A member of an object.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal readonly record struct ShapeNodeMember(MemberKey Key, ShapeNode Value);

/// <summary>The tree of values learned from lines of one kind.</summary>
/// <param name="Root">The root of the tree of values.</param>
/// <param name="Kind">What distinguishes this kind from others: traits, message type, operation type and type name.</param>
/// <param name="Traits">The traits that all lines have.</param>
internal sealed record ShapeSketch(ShapeObject Root, string Kind, MessageTraits Traits)
{
    /// <summary>Merges this sketch with that of a line.</summary>
    /// <returns>
    /// <see langword="null"/> if they have too little in common. A shape most of whose members are missing from every line is
    /// slower than two shapes.
    /// </returns>
    public ShapeSketch? TryMerge(ShapeSketch line)
    {
        if (Kind != line.Kind || ShapeMerger.TryMergeObjects(Root, line.Root) is not ShapeObject merged)
            return null;

        bool isSimilar = 2 * Math.Min(Root.MemberCount, line.Root.MemberCount) >= merged.MemberCount;
        return isSimilar ? this with { Root = merged } : null;
    }
}
