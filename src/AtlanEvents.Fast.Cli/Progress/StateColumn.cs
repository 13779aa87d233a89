using Spectre.Console;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>The column beside the bar: how far the run is, in words.</summary>
internal sealed class StateColumn(ProgressState state) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        => new Text(ProgressDisplay.Describe(state));
}
