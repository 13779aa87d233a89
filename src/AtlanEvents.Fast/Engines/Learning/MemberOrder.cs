namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Finds an order of members that fits every line, from the pairs of neighbours that were seen.</summary>
/// <remarks>
/// A line that lacks members does not show where they belong, so their first position is a guess that later lines correct. The
/// algorithm is a topological sort: A. B. Kahn, "Topological sorting of large networks", CACM 5(11), 1962.
/// </remarks>
internal static class MemberOrder
{
    /// <summary>Sorts members. Members whose order is undetermined keep their current order.</summary>
    /// <returns><see langword="null"/> if no order fits, because two lines had the same members in different orders.</returns>
    public static List<ShapeNodeMember>? TrySort(List<ShapeNodeMember> members, IReadOnlyList<(string Before, string After)> order)
    {
        ILookup<string, string> followers = order.ToLookup(pair => pair.Before, pair => pair.After);
        var predecessors = members.ToDictionary(member => member.Name, _ => 0);
        foreach ((_, string after) in order)
            predecessors[after]++;

        var remaining = new List<ShapeNodeMember>(members);
        var sorted = new List<ShapeNodeMember>(members.Count);
        while (remaining.Count > 0)
        {
            int first = remaining.FindIndex(member => predecessors[member.Name] == 0);
            if (first < 0)
                return null;

            foreach (string after in followers[remaining[first].Name])
                predecessors[after]--;

            sorted.Add(remaining[first]);
            remaining.RemoveAt(first);
        }

        return sorted;
    }
}
