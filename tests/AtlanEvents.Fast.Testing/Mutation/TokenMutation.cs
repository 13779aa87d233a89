namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>Mutates the tokens of a line. The result is usually nearly JSON.</summary>
internal sealed class TokenMutation(Random random)
{
    private const int Ways = 7;
    private const int MaxTokens = 5;

    /// <summary>Mutates a line once.</summary>
    /// <param name="line">The line.</param>
    /// <param name="other">Another line, the end of which may be appended.</param>
    public byte[] Mutate(byte[] line, byte[] other)
    {
        List<int> starts = LineTokens.Split(line);
        int tokens = starts.Count - 1;
        if (tokens == 0)
            return [.. random.Pick(MutationVocabulary.Snippets)];

        int first = random.Next(tokens);
        int last = Math.Min(tokens, first + 1 + random.Next(MaxTokens));
        ReadOnlySpan<byte> token = line.AsSpan(starts[first]..starts[first + 1]);
        ReadOnlySpan<byte> run = line.AsSpan(starts[first]..starts[last]);
        switch (random.Next(Ways))
        {
            case 0: // drop one or a few
                return ByteMutation.Splice(line, starts[first], run.Length, []);

            case 1: // repeat one or a few
                return ByteMutation.Splice(line, starts[first], 0, run);

            case 2: // exchange two tokens, adjacent or not
                return Exchange(line, starts, first, random.Next(2) == 0 ? Math.Min(first + 1, tokens - 1) : random.Next(tokens));

            case 3: // one in front of another
                return ByteMutation.Splice(line, starts[random.Next(tokens + 1)], 0, token);

            case 4: // trouble between
                return ByteMutation.Splice(line, starts[first], 0, random.Pick(MutationVocabulary.Snippets));

            case 5: // trouble instead
                return ByteMutation.Splice(line, starts[first], token.Length, random.Pick(MutationVocabulary.Snippets));

            default: // the beginning of this and the end of the other
                List<int> others = LineTokens.Split(other);
                return [.. line.AsSpan(0, starts[first]), .. other.AsSpan(random.Pick(others))];
        }
    }

    private static byte[] Exchange(byte[] line, List<int> starts, int one, int two)
    {
        (one, two) = (Math.Min(one, two), Math.Max(one, two));
        if (one == two)
            return line;

        return
        [
            .. line.AsSpan(0, starts[one]),
            .. line.AsSpan(starts[two]..starts[two + 1]),
            .. line.AsSpan(starts[one + 1]..starts[two]),
            .. line.AsSpan(starts[one]..starts[one + 1]),
            .. line.AsSpan(starts[two + 1]),
        ];
    }
}
