using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>The attribute itself: what a method may return, and that a seed leads to the same case again.</summary>
public sealed class PropertyAttributeTests
{
    [Property(MaxTest = 10)]
    public bool Property_ThatReturnsBool_IsChecked(int value) => value == -(-value);

    [Property(MaxTest = 10)]
    public Property Property_ThatReturnsAProperty_IsChecked(PositiveInt value) => (value.Get > 0).ToProperty();

    [Property(Replay = "1,3,20", MaxTest = 50)]
    public void Property_WithSeedGammaAndSize_IsThatOneCase(int[] values)
        => Assert.Equal([0, -1, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0], values);

    // A failure prints both: the first leads to the run, the second to its case that failed.
    [Property(Replay = "(1,3)", MaxTest = 1)]
    public void Property_WithSeedAndGamma_StartsThere(int[] values)
        => AssertFirstCase(values);

    [Property(Replay = "13232826040865663252,8360697188923789789,100")]
    public void Property_WithTheSeedOfItsFirstCase_IsTheSame(int[] values)
        => AssertFirstCase(values);

    private static void AssertFirstCase(int[] values)
        => Assert.Equal([69, 23, -1, -24, 9], values.Where(value => value != 0).Prepend(values.Length));
}
