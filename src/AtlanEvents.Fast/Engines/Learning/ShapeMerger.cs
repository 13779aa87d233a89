using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Merges the trees of two lines, or of a shape and a line.</summary>
/// <remarks>
/// A merged object has the members of both, in an order that fits both. A scalar of a shape keeps its bytes:
/// <see cref="MatchRecovery{TBlock}"/> handles other values in its place, and <see cref="ShapeWidener"/> widens it if there are many.
/// <code>
/// {"a":1,"c":"x"}  and  {"a":1,"b":2,"c":"y"}  give  {"a":1,"b":2,"c":"x"}
/// </code>
/// </remarks>
internal static class ShapeMerger
{
    /// <summary>The maximum number of members of one object.</summary>
    public const int MaxMembers = 512;

    /// <summary>The maximum number of pairs of neighbours kept for one object.</summary>
    public const int MaxOrder = 4 * MaxMembers;

    /// <summary>Merges two values.</summary>
    /// <returns><see langword="null"/> if the order or the white space of their members differs.</returns>
    public static ShapeNode? TryMerge(ShapeNode known, ShapeNode other)
    {
        if (known.Members is not null && other.Members is not null)
            return TryMergeObjects(known, other) ?? (known.IsOnPath ? null : ShapeWidener.ToAny(known));

        if (known.Constant is not null && other.Constant is not null && known.Constant.AsSpan().SequenceEqual(other.Constant))
            return known;

        if (known.IsOnPath || other.IsOnPath || known.IsKind)
            return null;

        // Prefer an object to other values in its place, and known bytes to others.
        if (known.Field == Field.Count && (known.Members ?? other.Members) is { Count: > 0 })
            return known.Members is null ? other : known;

        // Values of constant length cost no more than constant ones.
        ShapeNode wider = ShapeWidener.Widen(known, other);
        return known.Constant is null || wider.Length is not null ? wider : known;
    }

    private static ShapeNode? TryMergeObjects(ShapeNode known, ShapeNode other)
    {
        if (!IsSameOrUnknown(known.FirstLead, other.FirstLead)
            || !IsSameOrUnknown(known.NextLead, other.NextLead)
            || !known.Close.AsSpan().SequenceEqual(other.Close))
        {
            return null;
        }

        if (TryMergeMembers(known.Members!, other.Members!, out bool isOrderKept) is not List<ShapeNodeMember> members)
            return null;

        ShapeNode merged = known with
        {
            Members = members,
            FirstLead = known.FirstLead ?? other.FirstLead,
            NextLead = known.NextLead ?? other.NextLead,
        };
        return isOrderKept ? merged : TrySort(merged, [.. known.Order.Union(other.Order)]);
    }

    private static ShapeNode? TrySort(ShapeNode merged, (string, string)[] order)
    {
        var members = (List<ShapeNodeMember>)merged.Members!;
        bool fits = members.Count <= MaxMembers && order.Length <= MaxOrder;
        return fits && MemberOrder.TrySort(members, order) is List<ShapeNodeMember> sorted
            ? merged with { Members = sorted, Order = order }
            : null;
    }

    private static List<ShapeNodeMember>? TryMergeMembers(
        IReadOnlyList<ShapeNodeMember> known,
        IReadOnlyList<ShapeNodeMember> other,
        out bool isOrderKept)
    {
        // Members are nearly always in the known order, with some missing.
        var members = new List<ShapeNodeMember>(known);
        int next = 0;
        isOrderKept = true;
        foreach (ShapeNodeMember member in other)
        {
            int index = members.FindIndex(next, candidate => candidate.Name == member.Name);
            if (index < 0)
            {
                isOrderKept = false;
                index = members.FindIndex(0, next, candidate => candidate.Name == member.Name);
            }

            if (index < 0)
            {
                members.Insert(next++, member);
                continue;
            }

            // The same name with other white space must not become a second member, which would be a duplicate.
            if (members[index].Key != member.Key || TryMerge(members[index].Value, member.Value) is not ShapeNode merged)
                return null;

            members[index] = members[index] with { Value = merged };
            next = index + 1;
        }

        return members;
    }

    private static bool IsSameOrUnknown(byte[]? one, byte[]? two) => one is null || two is null || one.AsSpan().SequenceEqual(two);
}
