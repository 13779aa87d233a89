namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>The variants of the fast engine.</summary>
internal static class EngineCases
{
    public static int[] Widths { get; } = [128, 256, 512];

    /// <summary>Each width with each policy on duplicates.</summary>
    public static TheoryData<int, bool> WidthsAndPolicies
    {
        get
        {
            var data = new TheoryData<int, bool>();
            foreach (int width in Widths)
            {
                foreach (bool policy in new[] { false, true })
                    data.Add(width, policy);
            }

            return data;
        }
    }
}
