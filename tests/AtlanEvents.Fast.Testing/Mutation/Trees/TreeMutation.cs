namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>
/// Mutates a line as a tree of values, so that most lines remain JSON: adds and removes members, changes types and nesting.
/// </summary>
internal sealed class TreeMutation(Random random)
{
    private const int Ways = 16;
    private const int MaxRemoved = 3;
    private const int DepthOfPath = 3;

    private readonly ScalarMutation _scalars = new(random);
    private readonly List<(TreeValue Container, int Depth)> _containers = [];

    /// <summary>Mutates a line once.</summary>
    /// <returns><see langword="null"/> if the line is not a tree.</returns>
    public byte[]? TryMutate(byte[] line)
    {
        if (TreeReader.TryRead(line) is not TreeValue root)
            return null;

        _containers.Clear();
        Collect(root, 0);
        (TreeValue container, int depth) = _containers.Count == 0 ? (TreeValue.NewArray(), 0) : PickContainer();
        if (container.Members.Count == 0)
            Insert(_containers.Count == 0 ? root : container);
        else
            Change(root, container, depth, random.Next(container.Members.Count), line.Length);

        return root.ToBytes();
    }

    private void Change(TreeValue root, TreeValue container, int depth, int at, int length)
    {
        List<TreeMember> members = container.Members;
        TreeMember member = members[at];
        switch (random.Next(Ways))
        {
            case 0: // members are missing
                members.RemoveRange(at, Math.Min(members.Count - at, 1 + (random.Next(2) * random.Next(MaxRemoved))));
                break;

            case 1: // a member comes twice, perhaps with another value
                TreeValue value = random.Next(2) == 0 ? member.Value.Copy() : NewValue();
                members.Insert(random.Next(members.Count + 1), new TreeMember(member.Key?.Copy(), value));
                break;

            case 2: // a member has the name of another, or one that matters
                if (member.Key is not null)
                    members[at] = member with { Key = random.Next(3) == 0 ? random.Pick(members).Key!.Copy() : NewKey() };
                break;

            case 3: // a member more
                Insert(container);
                break;

            case 4: // another order
                Reorder(members, at);
                break;

            case 5: // another value
                members[at] = member with { Value = Spaced(NewValue(), member.Value) };
                break;

            case 6: // two values change places
                ExchangeValues(members, at);
                break;

            case 7: // nested as deep as is allowed, or deeper
                members[at] = member with { Value = NestedToLimit(member.Value, depth) };
                break;

            case 8: // a member moves elsewhere
                members.RemoveAt(at);
                (TreeValue other, _) = PickContainer();
                other.Members.Insert(
                    random.Next(other.Members.Count + 1), new TreeMember(other.IsObject ? member.Key ?? NewKey() : null, member.Value));
                break;

            case 9: // white space that is as long as a vector
                _scalars.Space(random.Next(3) == 0 ? member.Key ?? member.Value : member.Value);
                break;

            case 10: // another length, or an escape, in a key
                _scalars.Change(member.Key ?? member.Value);
                break;

            case 11 when random.Next(16) == 0: // as many members as are learned from
                Grow(container);
                break;

            case 12 when random.Next(8) == 0: // a line as long as a buffer
                Lengthen(member.Value, random.Pick(MutationVocabulary.LargeSizes) - length);
                break;

            case 13 when random.Next(4) == 0: // other spelling
                random.Pick(Spelling.All).ApplyTo(root);
                break;

            default: // another length or problematic content of a value
                _scalars.Change(FirstScalar(member.Value));
                break;
        }
    }

    /// <summary>Replaces the value of a member, found by its key, by one of another type or one nested around the limit.</summary>
    public void ChangeValueOf(TreeValue root, ReadOnlySpan<byte> key, int depth = 0)
    {
        for (int at = 0; at < root.Members.Count; at++)
        {
            TreeMember member = root.Members[at];
            if (member.Key is not null && key.SequenceEqual(member.Key.Text))
                root.Members[at] =
                    member with { Value = Spaced(random.Next(2) == 0 ? NewValue() : NestedToLimit(member.Value, depth), member.Value) };
            else
                ChangeValueOf(member.Value, key, depth + 1);
        }
    }

    private void Collect(TreeValue value, int depth)
    {
        if (!value.IsContainer)
            return;

        _containers.Add((value, depth));
        foreach (TreeMember member in value.Members)
            Collect(member.Value, depth + 1);
    }

    // Half of the mutations affect the objects with the routing fields.
    private (TreeValue, int) PickContainer()
    {
        (TreeValue, int Depth) picked = random.Pick(_containers);
        return picked.Depth > DepthOfPath && random.Next(2) == 0 ? _containers[0] : picked;
    }

    private TreeValue NewValue() => TreeValue.Of(System.Text.Encoding.UTF8.GetBytes(random.Pick(MutationVocabulary.Values)));

    private TreeValue NewKey() => _scalars.Spelled(random.Pick(MutationVocabulary.Keys));

    private static TreeValue Spaced(TreeValue value, TreeValue like)
    {
        (value.Before, value.After) = (like.Before, like.After);
        return value;
    }

    private void Insert(TreeValue container)
    {
        if (!container.IsContainer)
        {
            _scalars.Change(container);
            return;
        }

        container.Text = container.Members.Count == 0 ? [] : container.Text;
        container.Members.Insert(
            random.Next(container.Members.Count + 1), new TreeMember(container.IsObject ? NewKey() : null, NewValue()));
    }

    private void Reorder(List<TreeMember> members, int at)
    {
        int count = Math.Min(members.Count - at, 2 + random.Next(4));
        members.Reverse(at, count);
        if (random.Next(4) > 0)
            return;

        TreeMember[] shuffled = [.. members];
        random.Shuffle(shuffled);
        members.Clear();
        members.AddRange(shuffled);
    }

    // Within this object or with another one. Copies are used because one value may contain the other.
    private void ExchangeValues(List<TreeMember> members, int at)
    {
        List<TreeMember> others = random.Next(2) == 0 ? members : PickContainer().Item1.Members;
        if (others.Count == 0)
            return;

        int other = random.Next(others.Count);
        (TreeValue one, TreeValue two) = (members[at].Value.Copy(), others[other].Value.Copy());
        members[at] = members[at] with { Value = Spaced(two, one) };
        others[other] = others[other] with { Value = one };
    }

    /// <summary>Nests a value until the depth of the line is near the limit.</summary>
    private TreeValue NestedToLimit(TreeValue value, int depthOfContainer)
    {
        TreeValue inner = random.Next(2) == 0 ? value : NewValue();
        return Nested(inner, random.Pick(MutationVocabulary.Depths) - depthOfContainer - 1 - inner.Depth);
    }

    private TreeValue Nested(TreeValue value, int levels)
    {
        bool isArray = random.Next(2) == 0;
        for (int i = 0; i < levels; i++)
        {
            TreeValue outer = isArray ? TreeValue.NewArray() : TreeValue.NewObject();
            outer.Members.Add(new TreeMember(isArray ? null : TreeValue.Of("\"a\""u8), value));
            value = outer;
            isArray ^= random.Next(8) == 0;
        }

        return value;
    }

    private void Grow(TreeValue container)
    {
        int count = random.Pick(MutationVocabulary.MemberCounts);
        for (int i = container.Members.Count; i < count; i++)
            container.Members.Add(new TreeMember(container.IsObject ? _scalars.Spelled($"m{i}") : null, TreeValue.Of("1"u8)));
    }

    private void Lengthen(TreeValue value, int by)
    {
        TreeValue scalar = FirstScalar(value);
        if (by > 0 && scalar.IsString)
            scalar.Text = [.. scalar.Text.AsSpan(..^1), .. ByteMutation.Filled("l"u8.ToArray(), by), (byte)'"'];
        else
            _scalars.Change(scalar);
    }

    private static TreeValue FirstScalar(TreeValue value)
    {
        while (value.Members.Count > 0)
            value = value.Members[0].Value;

        return value;
    }
}
