namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>A value as far as it is known: the same bytes in all lines, an object with its members, or a hole.</summary>
internal sealed record ShapeNode
{
    /// <summary>The bytes, if all lines have the same; otherwise <see langword="null"/>.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>The members, if it is an object; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<ShapeNodeMember>? Members { get; init; }

    /// <summary>Which members stood directly behind which in some line.</summary>
    public IReadOnlyList<(string Before, string After)> Order { get; init; } = [];

    /// <summary>What stands between an object's brace and its first key: white space. Not known of an empty object.</summary>
    public byte[]? FirstLead { get; init; }

    /// <summary>What stands between a member and the next key: a comma, and white space. Not known of an object with one member.</summary>
    public byte[]? NextLead { get; init; }

    /// <summary>What ends an object: white space, and its brace.</summary>
    public byte[] Close { get; init; } = [];

    /// <summary>What stands there, if it is neither constant nor an object.</summary>
    public HoleKind Hole { get; init; }

    /// <summary>How many bytes the content of a string or number has, if that never changes; otherwise <see langword="null"/>.</summary>
    public int? Length { get; init; }

    /// <summary>The field that this is the value of; or <see cref="Field.Count"/>.</summary>
    public Field Field { get; init; } = Field.Count;

    /// <summary>Whether it tells kinds of line apart: those have shapes of their own, in which it stays constant.</summary>
    public bool IsKind => Field is Field.TypeName or Field.MessageType;

    /// <summary>Whether it is an object on the way to the routing fields, which must stay an object.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>Whether it is an object in whose place other values stand in some lines.</summary>
    public bool IsReplaceable { get; init; }

    /// <summary>How many members it has, those of the objects in it included.</summary>
    public int MemberCount => Members?.Sum(member => 1 + member.Value.MemberCount) ?? 0;

    /// <summary>How many containers it stands in.</summary>
    public int Depth { get; init; }
}
