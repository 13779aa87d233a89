using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>A value as learned from lines: the bytes that it usually has, an object with its members, or a hole.</summary>
internal sealed record ShapeNode
{
    /// <summary>The bytes that the value usually has; <see langword="null"/> if it has other bytes too often, or is an object.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>The members of an object; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<ShapeNodeMember>? Members { get; init; }

    /// <summary>The pairs of members that were neighbours in some line.</summary>
    public IReadOnlyList<(string Before, string After)> Order { get; init; } = [];

    /// <summary>The white space between an object's brace and its first key; <see langword="null"/> if no line had members.</summary>
    public byte[]? FirstLead { get; init; }

    /// <summary>The comma and white space before each further key; <see langword="null"/> if no line had two members.</summary>
    public byte[]? NextLead { get; init; }

    /// <summary>The white space and brace that end an object.</summary>
    public byte[] Close { get; init; } = [];

    /// <summary>The place of an object in the routing table; or <see cref="Place.None"/>.</summary>
    public Place Place { get; init; }

    /// <summary>The kind of hole, if the value is neither constant nor an object.</summary>
    public HoleKind Hole { get; init; }

    /// <summary>The length in bytes of a string or number hole, if it is constant; otherwise <see langword="null"/>.</summary>
    public int? Length { get; init; }

    /// <summary>The field that the value is; or <see cref="Field.Count"/>.</summary>
    public Field Field { get; init; } = Field.Count;

    /// <summary>Whether the value distinguishes kinds of lines, which have shapes of their own in which it is constant.</summary>
    public bool IsKind => Field is Field.TypeName or Field.MessageType or Field.OperationType;

    /// <summary>Whether the kind of value must stay as it is, because the routing table has a row for it.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>Whether a line may have any other value in its place.</summary>
    public bool IsReplaceable
        => !IsOnPath && !IsKind && (Constant is not null || Members is not null || Hole == HoleKind.String || Length is not null);

    /// <summary>The number of members, including those of nested objects.</summary>
    public int MemberCount => Members?.Sum(member => 1 + member.Value.MemberCount) ?? 0;

    /// <summary>The number of containers around the value.</summary>
    public int Depth { get; init; }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">The bytes of the key between its quotes, each as one character. It identifies the member.</param>
/// <param name="Key">The bytes from the key's opening quote up to the value, each as one character.</param>
/// <param name="Value">The value.</param>
/// <param name="IsRequired">Whether every line of the shape must have the member.</param>
internal sealed record ShapeNodeMember(string Name, string Key, ShapeNode Value, bool IsRequired);

/// <summary>The tree of values learned from lines of one kind.</summary>
/// <param name="Root">The root of the tree of values.</param>
/// <param name="Kind">What distinguishes this kind from others: traits, message type, operation type and type name.</param>
/// <param name="Traits">The traits that all lines have.</param>
internal sealed record ShapeSketch(ShapeNode Root, string Kind, MessageTraits Traits)
{
    /// <summary>Merges this sketch with that of a line.</summary>
    /// <returns>
    /// <see langword="null"/> if they have too little in common. A shape most of whose members are missing from every line is
    /// slower than two shapes.
    /// </returns>
    public ShapeSketch? TryMerge(ShapeSketch line)
    {
        if (Kind != line.Kind || ShapeMerger.TryMerge(Root, line.Root) is not ShapeNode merged)
            return null;

        bool isSimilar = 2 * Math.Min(Root.MemberCount, line.Root.MemberCount) >= merged.MemberCount;
        return isSimilar ? this with { Root = merged } : null;
    }
}
