using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Widens values: bytes that a value usually has become a hole, and a hole fits more values.</summary>
internal static class ShapeWidener
{
    /// <summary>Widens the values of a sketch that lines replace too often.</summary>
    /// <param name="sketch">The sketch.</param>
    /// <param name="values">The uses of its values, by reference.</param>
    public static ShapeSketch Widen(ShapeSketch sketch, IReadOnlyDictionary<ShapeNode, ValueUse> values)
        => sketch with { Root = Widen(sketch.Root, values) };

    /// <summary>Widens a hole so that it fits another value, too.</summary>
    public static ShapeNode Widen(ShapeNode hole, ShapeNode other)
    {
        HoleKind kind = KindOf(hole);
        return kind == KindOf(other)
            ? ToAny(hole) with { Hole = kind, Length = LengthOf(hole) == LengthOf(other) ? LengthOf(hole) : null }
            : ToAny(hole);
    }

    /// <summary>A hole for any value in place of another.</summary>
    public static ShapeNode ToAny(ShapeNode node) => new() { Hole = HoleKind.Any, Field = node.Field, Depth = node.Depth };

    private static ShapeObject Widen(ShapeObject known, IReadOnlyDictionary<ShapeNode, ValueUse> values)
    {
        ShapeNodeMember[]? members = null;
        for (int i = 0; i < known.Members.Length; i++)
        {
            ShapeNode value = known.Members[i].Value;
            ShapeNode widened = value is ShapeObject nested ? Widen(nested, values) : WidenScalar(value, values);
            if (ReferenceEquals(widened, value))
                continue;

            members ??= [.. known.Members];
            members[i] = members[i] with { Value = widened };
        }

        return members is null ? known : known with { Members = members };
    }

    private static ShapeNode WidenScalar(ShapeNode node, IReadOnlyDictionary<ShapeNode, ValueUse> values)
    {
        if (!values.TryGetValue(node, out ValueUse use))
            return node;

        return ToAny(node) with
        {
            Hole = use.HasOtherKinds ? HoleKind.Any : KindOf(node),
            Length = use.HasOtherKinds || use.HasOtherLengths ? null : LengthOf(node),
        };
    }

    private static HoleKind KindOf(ShapeNode node)
    {
        if (node is ShapeObject)
            return HoleKind.Any;

        if (node.Constant is null)
            return node.Hole;

        return Shape.KindOf(node.Constant[0]);
    }

    // The length of identifiers and integers, whose bytes may be the same ones at each place.
    private static int? LengthOf(ShapeNode node)
    {
        if (node.Constant is not { } constant)
            return node.Length;

        if (!Shape.IsIdentifierOrInteger(constant))
            return null;

        return constant[0] == (byte)'"' ? constant.Length - 2 : constant.Length;
    }
}
