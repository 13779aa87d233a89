namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Finds an order of members in which every line can be read, from which stood behind which.</summary>
/// <remarks>
/// A line that lacks members does not tell where they belong, so a first guess can be wrong; the pairs that were seen put it right.
/// A topological sort: A. B. Kahn, "Topological sorting of large networks", CACM 5(11), 1962.
/// </remarks>
internal static class MemberOrder
{
    /// <summary>Sorts members, and keeps those that could stand either way as they are.</summary>
    /// <returns><see langword="null"/> if no order fits: two lines had the same members in different orders.</returns>
    public static List<ShapeNodeMember>? TrySort(List<ShapeNodeMember> members, IReadOnlyList<(string Before, string After)> order)
    {
        ILookup<string, string> followers = order.ToLookup(pair => pair.Before, pair => pair.After);
        var waitingFor = members.ToDictionary(member => member.Name, _ => 0);
        foreach ((_, string after) in order)
            waitingFor[after]++;

        var left = new List<ShapeNodeMember>(members);
        var sorted = new List<ShapeNodeMember>(members.Count);
        while (left.Count > 0)
        {
            int first = left.FindIndex(member => waitingFor[member.Name] == 0);
            if (first < 0)
                return null;

            foreach (string after in followers[left[first].Name])
                waitingFor[after]--;

            sorted.Add(left[first]);
            left.RemoveAt(first);
        }

        return sorted;
    }
}
