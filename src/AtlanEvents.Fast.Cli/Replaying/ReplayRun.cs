using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Commands;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>A replay from end to end: go on or start, look first where that is needed, hand events on, save, and report.</summary>
internal sealed class ReplayRun(ReplaySettings settings, StopSignal stop)
{
    private ReplayCheckpoint? _checkpoint;

    /// <returns>The exit code.</returns>
    /// <exception cref="ToolException">It cannot start.</exception>
    public async Task<int> RunAsync()
    {
        bool looksFirst = PurgeConsent.IsNeeded(settings);
        using ReplayCheckpoint? checkpoint = settings.Checkpoint is null ? null : ReplayCheckpoint.Open(settings.Checkpoint, settings.Input.Inputs);
        _checkpoint = checkpoint;
        if (checkpoint is { Start.IsComplete: true })
            return AlreadyDone(settings.Checkpoint!.Path, checkpoint.Start);

        if (settings.IsDryRun)
            return await LookAsync(ReportDryRun).ConfigureAwait(false);

        if (looksFirst)
        {
            int exitCode = await LookAsync(preview => PurgeConsent.Require(preview, settings.Sink.To)).ConfigureAwait(false);
            if (exitCode is not (ExitCode.Done or ExitCode.LinesRejected))
                return exitCode;
        }

        return await HandOnAsync().ConfigureAwait(false);
    }

    private RunPoint? StartPoint => _checkpoint?.Start.Point;

    private async Task<int> HandOnAsync()
    {
        using var rejected = new RejectedLines(settings.Input, _checkpoint?.Start);
        await using IEventSink sink = SinkFactory.Create(Continued(settings.Sink), rejected);
        using var selection = new EventSelection(settings.Selection, StartPoint?.Passed ?? 0);
        using var replay = new Replay(sink, selection, _checkpoint);
        var pump = new EventPump(settings.Input, rejected, StartPoint);
        _checkpoint?.Watch(pump, sink, rejected);
        RunResult result = await pump.RunAsync(replay, stop).ConfigureAwait(false);
        if (result.ExitCode is not (ExitCode.InputOutput or ExitCode.OutputClosed))
            _checkpoint?.Save(isComplete: result.Failure is null);

        if (settings.SummaryPath is string path)
            ReplaySummary.Write(path, settings, result, selection, rejected, replay.Delivery);

        RunReport.Write(result, rejected, settings.Input, settings.IsQuiet);
        Report(result, selection, sink);
        return result.ExitCode;
    }

    private void Report(RunResult result, EventSelection selection, IEventSink sink)
    {
        if (result.ExitCode == ExitCode.OutputClosed)
            return;

        if (!settings.IsQuiet && result.ExitCode != ExitCode.InputOutput)
        {
            if (_checkpoint is { IsResumed: true, Start.Events: > 0 and long before })
                Console.Error.WriteLine($"{Quantity.Exact(before)} events were taken care of before.");

            if (selection.Repeats > 0)
                Console.Error.WriteLine($"{Quantity.Exact(selection.Repeats)} repeats were left out.");

            if (sink.Summarise(result.Totals.Events) is string summary)
                Console.Error.WriteLine(summary);
        }

        if (_checkpoint is not null && result.Failure is not null)
            Console.Error.WriteLine($"To go on: {CommandLine.ToRepeat()}");
    }

    /// <summary>Reads all that would be handed on, and hands nothing on.</summary>
    private async Task<int> LookAsync(Action<ReplayPreview> then)
    {
        // What is rejected is kept when it is read in earnest.
        PumpSettings input = settings.Input with { DeadLetterPath = null };
        using var rejected = new RejectedLines(input);
        using var selection = new EventSelection(settings.Selection, StartPoint?.Passed ?? 0);
        using var preview = new ReplayPreview(selection, _checkpoint?.Start.Events ?? 0);
        RunResult result = await new EventPump(input, rejected, StartPoint).RunAsync(preview, stop).ConfigureAwait(false);
        if (result.Failure is null)
            then(preview);

        if (settings.IsDryRun || result.Failure is not null)
            RunReport.Write(result, rejected, input, settings.IsQuiet);

        return result.ExitCode;
    }

    private void ReportDryRun(ReplayPreview preview)
    {
        using OutputWriter output = OutputWriter.ToStandardOutput();
        ReportText.Write(output, console => DryRunReport.Write(console, preview, settings.Sink));
        output.EndRecord();
        output.Flush();
    }

    private SinkSettings Continued(SinkSettings sink)
        => _checkpoint is { IsResumed: true } ? sink with { IsContinued = true, ContinuedLength = _checkpoint.Start.OutputLength } : sink;

    private int AlreadyDone(string path, Checkpoint done)
    {
        if (!settings.IsQuiet)
            Console.Error.WriteLine($"All of it was done before, says {Printable.Of(path)}. Remove that file to start anew.");

        return done.RejectedLines > 0 || done.Refused.Count > 0 ? ExitCode.LinesRejected : ExitCode.Done;
    }
}
