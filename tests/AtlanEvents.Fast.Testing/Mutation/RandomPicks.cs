namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>Random choices for generators.</summary>
internal static class RandomPicks
{
    /// <summary>Returns one of the items, with equal probability.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Returns true with the given probability.</summary>
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>Returns a length from the vocabulary, rarely a large one.</summary>
    public static int PickSize(this Random random)
        => random.Pick(random.Next(40) == 0 ? MutationVocabulary.LargeSizes : MutationVocabulary.Sizes);
}
