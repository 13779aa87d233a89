namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A test that needs a <see cref="SmallDisk"/>.</summary>
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.Obstacle;
}
