using System.Runtime.InteropServices;
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

    /// <summary>Merges two objects.</summary>
    /// <returns><see langword="null"/> if the order or the white space of their members differs.</returns>
    public static ShapeObject? TryMergeObjects(ShapeObject known, ShapeObject other)
    {
        if (!IsSameOrUnknown(known.FirstLead, other.FirstLead)
            || !IsSameOrUnknown(known.NextLead, other.NextLead)
            || !known.Close.AsSpan().SequenceEqual(other.Close))
        {
            return null;
        }

        var members = new List<ShapeNodeMember>(known.Members.Length + 1);
        members.AddRange(known.Members);
        var keysOfOther = new MemberKey[other.Members.Length];
        if (!TryMergeMembers(members, other.Members, keysOfOther, out bool isOrderKept))
            return null;

        ShapeObject merged = known with
        {
            Members = [.. members],
            FirstLead = known.FirstLead ?? other.FirstLead,
            NextLead = known.NextLead ?? other.NextLead,
        };
        return isOrderKept ? merged : TrySort(merged, OrderOf(known), keysOfOther);
    }

    private static ShapeNode? TryMerge(ShapeNode known, ShapeNode other)
    {
        if (ReferenceEquals(known, other))
            return known;

        if (known is ShapeObject knownObject && other is ShapeObject otherObject)
            return TryMergeObjects(knownObject, otherObject) ?? (known.IsOnPath ? null : ShapeWidener.ToAny(known));

        if (known.Constant is not null && other.Constant is not null && known.Constant.AsSpan().SequenceEqual(other.Constant))
            return known;

        if (known.IsOnPath || other.IsOnPath || known.IsKind)
            return null;

        // Prefer an object to other values in its place, and known bytes to others.
        if (known.Field == Field.Count && (known as ShapeObject ?? other as ShapeObject) is { Members.Length: > 0 } either)
            return either;

        // Values of constant length cost no more than constant ones.
        ShapeNode wider = ShapeWidener.Widen(known, other);
        return known.Constant is null || wider.Length is not null ? wider : known;
    }

    private static bool TryMergeMembers(
        List<ShapeNodeMember> members,
        ShapeNodeMember[] other,
        Span<MemberKey> keysOfOther,
        out bool isOrderKept)
    {
        // Members are nearly always in the known order, with some missing.
        isOrderKept = true;
        int next = 0;
        for (int i = 0; i < other.Length; i++)
        {
            (MemberKey key, ShapeNode value) = other[i];
            int index = IndexOf(members, key, next, members.Count);
            if (index < 0)
            {
                isOrderKept = false;
                index = IndexOf(members, key, 0, next);
            }

            if (index < 0)
            {
                index = next;
                members.Insert(index, other[i]);
            }
            else
            {
                // The same name with other white space must not become a second member, which would be a duplicate.
                ref ShapeNodeMember member = ref CollectionsMarshal.AsSpan(members)[index];
                if (!member.Key.Text.SequenceEqual(key.Text) || TryMerge(member.Value, value) is not ShapeNode merged)
                    return false;

                member = member with { Value = merged };
            }

            keysOfOther[i] = members[index].Key;
            next = index + 1;
        }

        return true;
    }

    private static int IndexOf(List<ShapeNodeMember> members, MemberKey key, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (members[i].Key.HasNameOf(key))
                return i;
        }

        return -1;
    }

    private static MemberOrder OrderOf(ShapeObject known)
        => known.Order ?? MemberOrder.Of(known: null, Array.ConvertAll(known.Members, member => member.Key));

    private static ShapeObject? TrySort(ShapeObject merged, MemberOrder knownOrder, MemberKey[] keysOfOther)
    {
        if (merged.Members.Length > MaxMembers)
            return null;

        MemberOrder order = MemberOrder.Of(knownOrder, keysOfOther);
        return order.TrySort(merged.Members) is ShapeNodeMember[] sorted ? merged with { Members = sorted, Order = order } : null;
    }

    private static bool IsSameOrUnknown(byte[]? one, byte[]? two)
        => one is null || two is null || ReferenceEquals(one, two) || one.AsSpan().SequenceEqual(two);
}
