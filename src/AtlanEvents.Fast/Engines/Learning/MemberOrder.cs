namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>What lines showed of the order of an object's members: which pairs were neighbours. Immutable.</summary>
/// <remarks>
/// A line that lacks members does not show where they belong, so their first position is a guess that later lines correct. The
/// algorithm is a topological sort: A. B. Kahn, "Topological sorting of large networks", CACM 5(11), 1962.
/// </remarks>
internal sealed class MemberOrder
{
    /// <summary>The maximum number of pairs.</summary>
    public const int MaxPairs = 4 * ShapeMerger.MaxMembers;

    private const int None = -1;
    private const int Taken = -1;

    private readonly HashSet<(MemberKey Before, MemberKey After)> _pairs;

    private MemberOrder(HashSet<(MemberKey, MemberKey)> pairs) => _pairs = pairs;

    /// <summary>The order of the keys of one line, or that of another order with these keys added.</summary>
    /// <param name="known">An order; or <see langword="null"/>.</param>
    /// <param name="keys">The keys of a line. Equal keys of several lines must be the same instance.</param>
    public static MemberOrder Of(MemberOrder? known, ReadOnlySpan<MemberKey> keys)
    {
        HashSet<(MemberKey, MemberKey)> pairs = known is null ? new(keys.Length) : new(known._pairs);
        for (int i = 1; i < keys.Length; i++)
            pairs.Add((keys[i - 1], keys[i]));

        return new MemberOrder(pairs);
    }

    /// <summary>Sorts members so that they fit every line. Members whose order is undetermined keep their current order.</summary>
    /// <returns>
    /// <see langword="null"/> if no order fits, because two lines had the same members in different orders, or if there are too many pairs.
    /// </returns>
    public ShapeNodeMember[]? TrySort(ReadOnlySpan<ShapeNodeMember> members)
    {
        if (_pairs.Count > MaxPairs)
            return null;

        var indices = new Dictionary<MemberKey, int>(members.Length);
        for (int i = 0; i < members.Length; i++)
            indices.Add(members[i].Key, i);

        // The followers of each member are a linked list.
        Span<int> predecessors = new int[members.Length];
        Span<int> followers = new int[members.Length];
        followers.Fill(None);
        var links = new List<(int Follower, int Next)>(_pairs.Count);
        foreach ((MemberKey before, MemberKey after) in _pairs)
        {
            ref int first = ref followers[indices[before]];
            int follower = indices[after];
            predecessors[follower]++;
            links.Add((follower, first));
            first = links.Count - 1;
        }

        var sorted = new ShapeNodeMember[members.Length];
        foreach (ref ShapeNodeMember next in sorted.AsSpan())
        {
            int first = predecessors.IndexOf(0);
            if (first < 0)
                return null;

            next = members[first];
            predecessors[first] = Taken;
            for (int link = followers[first]; link != None; link = links[link].Next)
                predecessors[links[link].Follower]--;
        }

        return sorted;
    }
}
