namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Guesses what was meant.</summary>
internal static class Suggestion
{
    /// <summary>A question to put behind an error, such as <c> Did you mean stats?</c>; empty if there is no good guess.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What could have been.</param>
    public static string For(string typed, IEnumerable<string> names)
    {
        string? closest = names.MinBy(name => Distance(typed, name));
        return closest is not null && Distance(typed, closest) <= Math.Max(1, typed.Length / 3) ? $" Did you mean {closest}?" : "";
    }

    // How many letters have to be put in, taken out or changed (Levenshtein), row by row of the usual table.
    private static int Distance(string one, string two)
    {
        int[] row = [.. Enumerable.Range(0, two.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < two.Length; j++)
            {
                int changed = diagonal + (one[i] == two[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(diagonal, row[j]) + 1);
            }
        }

        return row[^1];
    }
}
