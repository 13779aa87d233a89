using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.Fuzzing.Minimising;

/// <summary>
/// Minimises an input on which engines disagree, as long as they still do so on the same path: first the plan, then lines, then members of
/// all lines at once, so that similar lines stay similar, then bytes.
/// </summary>
/// <remarks>
/// After Andreas Zeller and Ralf Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, without complements.
/// </remarks>
internal sealed class Minimiser(CaseComparer comparer)
{
    private const int MaxComparisons = 30_000;

    private int _comparisons;

    /// <summary>Minimises.</summary>
    /// <param name="input">An input on which engines disagree.</param>
    /// <param name="plan">The plan by which it was read.</param>
    /// <param name="found">The disagreement.</param>
    public MinimalFind Minimise(byte[] input, ReadPlan plan, Disagreement found)
    {
        _comparisons = 0;
        var find = new MinimalFind(input, plan, found);
        find = Simplified(find);
        int before;
        do
        {
            before = find.Input.Length;
            find = WithFewer(find, Lines(find.Input));
            find = WithoutKeys(find);
            find = WithFewer(find, [.. find.Input.Select(value => (byte[])[value])]);
        }
        while (find.Input.Length < before);

        return Simplified(find);
    }

    /// <summary>Simplifies the plan. A disagreement that needs a warm engine is shown by repeating the input.</summary>
    private MinimalFind Simplified(MinimalFind find)
    {
        ReadPlan plan = find.Plan;
        ReadPlan alone = plan with { Paths = [find.Found.Path] };
        ReadPlan[] simpler =
        [
            ReadPlan.Simple(find.Found.Path),
            alone with { Cutting = ReadPlan.Uncut, MaxLineBytes = EventReaderOptions.DefaultMaxLineBytes },
            alone with { Cutting = ReadPlan.Uncut, Duplicates = false },
            alone with { Cutting = ReadPlan.Uncut },
            alone with { MaxLineBytes = EventReaderOptions.DefaultMaxLineBytes },
            alone,
        ];
        foreach (ReadPlan candidate in simpler)
        {
            if (Try(find, find.Input, candidate) is MinimalFind simple)
                return simple;

            if (plan.Paths.Length > 1 && Try(find, [.. find.Input, .. find.Input], candidate) is MinimalFind twice)
                return twice;
        }

        return find;
    }

    /// <summary>Removes parts: half of them, a quarter, and so on.</summary>
    private MinimalFind WithFewer(MinimalFind find, List<byte[]> parts)
    {
        for (int size = (parts.Count + 1) / 2; size > 0; size /= 2)
        {
            for (int start = 0; start < parts.Count;)
            {
                List<byte[]> fewer = [.. parts[..start], .. parts[Math.Min(parts.Count, start + size)..]];
                if (Try(find, [.. fewer.SelectMany(part => part)], find.Plan) is MinimalFind smaller)
                    (find, parts) = (smaller, fewer);
                else
                    start += size;
            }
        }

        return find;
    }

    private MinimalFind WithoutKeys(MinimalFind find)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (byte[] line in Lines(find.Input))
            Visit(TreeReader.TryRead(line), member => keys.Add(NameOf(member)));

        foreach (string key in keys)
        {
            byte[] without = [.. Lines(find.Input).SelectMany(line => Without(line, key))];
            if (without.Length < find.Input.Length && Try(find, without, find.Plan) is MinimalFind smaller)
                find = smaller;
        }

        return find;
    }

    private MinimalFind? Try(MinimalFind find, byte[] input, ReadPlan plan)
    {
        if (input.Length == 0 || ++_comparisons > MaxComparisons)
            return null;

        return comparer.Compare(input, plan) is Disagreement found && found.Path == find.Found.Path
            ? new MinimalFind(input, plan, found) : null;
    }

    private static List<byte[]> Lines(byte[] input)
    {
        var lines = new List<byte[]>();
        for (int start = 0; start < input.Length;)
        {
            int newline = Array.IndexOf(input, (byte)'\n', start);
            int end = newline < 0 ? input.Length : newline + 1;
            lines.Add(input[start..end]);
            start = end;
        }

        return lines;
    }

    private static byte[] Without(byte[] line, string key)
    {
        if (TreeReader.TryRead(line) is not TreeValue root)
            return line;

        Visit(root, member => false, value => value.Members.RemoveAll(member => NameOf(member) == key));
        return root.ToBytes();
    }

    private static void Visit(TreeValue? value, Func<TreeMember, bool> see, Action<TreeValue>? change = null)
    {
        if (value is null)
            return;

        change?.Invoke(value);
        foreach (TreeMember member in value.Members)
        {
            see(member);
            Visit(member.Value, see, change);
        }
    }

    private static string NameOf(TreeMember member) => member.Key is null ? "" : Convert.ToHexString(member.Key.Text);
}

/// <summary>An input on which engines disagree, the plan by which it is read, and the disagreement.</summary>
internal sealed record MinimalFind(byte[] Input, ReadPlan Plan, Disagreement Found);
