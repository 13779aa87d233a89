namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>What generators ask of a random number generator.</summary>
internal static class RandomPicks
{
    /// <summary>One of some items, each as likely as the others.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Whether something that happens with this probability happens now.</summary>
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>A length from the vocabulary, seldom a large one.</summary>
    public static int PickSize(this Random random)
        => random.Pick(random.Next(40) == 0 ? MutationVocabulary.LargeSizes : MutationVocabulary.Sizes);
}
