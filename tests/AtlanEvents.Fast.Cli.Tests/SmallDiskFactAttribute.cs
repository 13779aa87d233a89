namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A test that needs a <see cref="SmallDisk"/>.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Obstacle;
}
