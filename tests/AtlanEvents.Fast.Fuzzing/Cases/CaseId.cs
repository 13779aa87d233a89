using System.Globalization;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The id of a case, written <c>SEED:INDEX</c>. It determines the case.</summary>
internal readonly record struct CaseId(int Seed, long Index)
{
    /// <summary>The seed of the random numbers of this case, unrelated to that of its neighbours.</summary>
    public int RandomSeed
    {
        get
        {
            // The finaliser of SplitMix64.
            ulong z = unchecked(((ulong)(uint)Seed << 40) + (ulong)Index + 0x9E3779B97F4A7C15);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            return (int)((z ^ (z >> 31)) & int.MaxValue);
        }
    }

    /// <summary>Parses the result of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out CaseId id)
    {
        id = default;
        string[] parts = text.Split(':');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            return false;
        }

        id = new CaseId(seed, index);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}:{Index}");
}

/// <summary>An input and the plan by which it is read, both determined by the id.</summary>
/// <param name="Id">The id of the case.</param>
/// <param name="Input">The bytes.</param>
/// <param name="Plan">The plan.</param>
internal sealed record FuzzCase(CaseId Id, byte[] Input, ReadPlan Plan);
