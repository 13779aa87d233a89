using Xunit;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>The fast engines that there are.</summary>
internal static class EngineCases
{
    public static int[] Widths { get; } = [128, 256, 512];

    /// <summary>Each width with each policy.</summary>
    public static TheoryData<int, DuplicateFieldPolicy> WidthsAndPolicies
    {
        get
        {
            var data = new TheoryData<int, DuplicateFieldPolicy>();
            foreach (int width in Widths)
            {
                foreach (DuplicateFieldPolicy policy in Enum.GetValues<DuplicateFieldPolicy>())
                    data.Add(width, policy);
            }

            return data;
        }
    }
}
