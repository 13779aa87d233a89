using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>A replay from end to end: resume or start, look for purge deletes, deliver, save checkpoints, and report.</summary>
internal sealed class ReplayRun(ReplaySettings settings, StopSignal stop, CheckpointStore? checkpoint)
{
    private RunPoint? StartPoint => checkpoint?.Start.Point;

    /// <returns>The exit code.</returns>
    /// <exception cref="ToolException">The replay cannot start.</exception>
    public static async Task<int> RunAsync(ReplaySettings settings, StopSignal stop)
    {
        bool needsConsent = PurgeConsent.IsNeeded(settings);
        using TopicInputs topics = settings.Input.Topics;
        topics.ReadHeaders = settings.Sink.Kind == SinkKind.Topic;
        using CheckpointStore? checkpoint = settings.Checkpoint is null ? null : CheckpointStore.Open(settings.Checkpoint);
        if (checkpoint is { Start.IsComplete: true })
            return ReportAlreadyDone(checkpoint, settings.IsQuiet);

        var run = new ReplayRun(settings, stop, checkpoint);
        if (settings.IsDryRun)
            return (await run.PreviewAsync(run.ReportDryRun).ConfigureAwait(false)).ExitCode;

        Dictionary<string, long>? agreedPurges = null;
        if (needsConsent)
        {
            RunResult result = await run.PreviewAsync(preview =>
            {
                PurgeConsent.Require(preview, settings.Sink);
                agreedPurges = preview.PurgesByInput;
            }).ConfigureAwait(false);
            if (result.Failure is not null)
                return result.ExitCode;
        }

        return await run.DeliverAsync(agreedPurges).ConfigureAwait(false);
    }

    /// <param name="agreedPurges">The purge deletes to which the user agreed; <see langword="null"/> for all.</param>
    private async Task<int> DeliverAsync(Dictionary<string, long>? agreedPurges)
    {
        using var rejected = new RejectedLines(settings.DeadLetter, SavedRejections());
        await using IEventSink sink = await SinkFactory.CreateAsync(ResumedSink(), rejected, stop.Token).ConfigureAwait(false);
        var selection = new EventSelection(settings.Selection, StartPoint?.Passed ?? 0);
        IReplayProgress? writer = checkpoint is not null ? new CheckpointWriter(checkpoint, sink, rejected)
            : settings.CommitsOffsets ? new OffsetCommitter(sink, rejected)
            : null;
        if (checkpoint is { IsResumed: false })
            writer!.Save(isComplete: false);

        using var replay = new Replay(sink, selection, writer) { AgreedPurges = agreedPurges };
        var pump = new EventPump(settings.Input, rejected, replay, StartPoint);
        RunResult result = await ProgressDisplay.RunAsync(pump, stop, settings.Progress).ConfigureAwait(false);
        if (result.ExitCode is not (ExitCode.InputOutput or ExitCode.OutputClosed))
            writer?.Save(isComplete: result.Failure is null);

        if (settings.SummaryPath is string path)
            ReplaySummary.Write(path, settings, result, selection, rejected, replay.Delivery);

        RunReport.Write(result, rejected, settings.DeadLetter, settings.IsQuiet);
        Report(result, selection, sink);
        return result.ExitCode;
    }

    private void Report(RunResult result, EventSelection selection, IEventSink sink)
    {
        if (result.ExitCode == ExitCode.OutputClosed)
            return;

        if (!settings.IsQuiet && result.ExitCode != ExitCode.InputOutput)
        {
            if (checkpoint is { IsResumed: true, Start.Events: > 0 and long before })
                ErrorMessage.WriteLine($"Resumed after {Quantity.Of(before, "event")}.");

            if (selection.Repeats > 0)
                ErrorMessage.WriteLine($"{Quantity.Of(selection.Repeats, "repeated event")} left out.");

            if (sink.Summarise(result.Totals.Events) is string summary)
                ErrorMessage.WriteLine(summary);
        }

        if ((checkpoint is not null || settings.CommitsOffsets) && result.Failure is not null)
        {
            string command = Printable.Of(CommandLine.ToRepeat(out bool isWhole));
            ErrorMessage.WriteLine($"To resume, run: {command}{(isWhole ? "" : " (with the query of the address, which is not shown)")}");
        }
    }

    /// <summary>Reads everything that would be delivered, without delivering it.</summary>
    private async Task<RunResult> PreviewAsync(Action<ReplayPreview> onComplete)
    {
        // The delivery that follows writes the dead letter.
        using var rejected = new RejectedLines(settings.DeadLetter with { Path = null });
        var selection = new EventSelection(settings.Selection, StartPoint?.Passed ?? 0);
        using var preview = new ReplayPreview(selection, checkpoint?.Start.Events ?? 0);
        var pump = new EventPump(settings.Input, rejected, preview, StartPoint);
        RunResult result = await ProgressDisplay.RunAsync(pump, stop, settings.Progress).ConfigureAwait(false);
        if (result.Failure is null)
            onComplete(preview);

        if (settings.IsDryRun || result.Failure is not null)
            RunReport.Write(result, rejected, settings.DeadLetter, settings.IsQuiet, isPreview: true);

        return result;
    }

    private void ReportDryRun(ReplayPreview preview)
        => ReportText.Write(console => DryRunReport.Write(console, preview, settings.Sink));

    private SinkSettings ResumedSink() => checkpoint is { IsResumed: true }
        ? settings.Sink with { IsContinued = true, ContinuedLength = checkpoint.Start.OutputLength }
        : settings.Sink;

    private RejectedLinesState? SavedRejections()
    {
        // Earlier runs for the group added what they rejected, and committed its offsets.
        if (settings is { CommitsOffsets: true, DeadLetter.Path: string path })
            return new RejectedLinesState { DeadLetterLength = OutputWriter.FindAppendLength(path) };

        return checkpoint?.Start is not Checkpoint saved ? null : new RejectedLinesState
        {
            Lines = saved.RejectedLines,
            LinesBeforeResume = saved.Point?.RejectedLines ?? 0,
            First = saved.FirstRejected,
            FirstRefused = saved.FirstRefused,
            RefusedByStatus = saved.Refused,
            DeadLetterLength = saved.DeadLetterLength,
        };
    }

    private static int ReportAlreadyDone(CheckpointStore checkpoint, bool isQuiet)
    {
        if (!isQuiet)
        {
            string path = Printable.Of(checkpoint.Settings.Path);
            ErrorMessage.WriteLine($"Nothing to do: according to {path}, this replay is complete. Remove that file to start over.");
        }

        return checkpoint.Start.RejectedLines > 0 || checkpoint.Start.Refused.Count > 0 ? ExitCode.LinesRejected : ExitCode.Done;
    }
}
