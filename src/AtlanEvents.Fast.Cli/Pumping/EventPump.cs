using System.Diagnostics;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Progress;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads the inputs, one after the other, and hands their events to a consumer.</summary>
internal sealed class EventPump(PumpSettings settings, RejectedLines rejected)
{
    private readonly ProgressState _progress = new(Input.LengthOfAll(settings.Inputs));
    private readonly RunTotals _totals = new();

    /// <summary>Runs to the end of the last input, or until something stops it.</summary>
    /// <param name="consumer">Gets the events, and is flushed at the end however it comes.</param>
    /// <param name="stop">The batch at hand is finished first.</param>
    public async Task<RunResult> RunAsync(IEventConsumer consumer, StopSignal stop)
    {
        long started = Stopwatch.GetTimestamp();
        Task<ToolException?> work = Task.Run(() => PumpAsync(consumer, stop));
        await ProgressDisplay.ShowWhileAsync(work, _progress, settings.Progress).ConfigureAwait(false);
        ToolException? failure = await work.ConfigureAwait(false);
        _totals.Elapsed = Stopwatch.GetElapsedTime(started);
        return new RunResult(_totals, failure);
    }

    private async Task<ToolException?> PumpAsync(IEventConsumer consumer, StopSignal stop)
    {
        ToolException? failure = null;
        try
        {
            foreach (string path in settings.Inputs)
                await PumpAsync(path, consumer, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            failure = new ToolException(stop.ExitCode, "stopped by a signal; what was read up to there was processed");
        }
        catch (ToolException exception)
        {
            failure = exception;
        }

        if (failure?.ExitCode != ExitCode.OutputClosed)
            consumer.Flush();

        rejected.Flush();
        return failure;
    }

    private async Task PumpAsync(string path, IEventConsumer consumer, CancellationToken stop)
    {
        string name = Input.NameOf(path);
        var options = new EventReaderOptions
        {
            Engine = settings.Engine,
            MaxLineBytes = settings.MaxLineBytes,
            FaultHandler = (in LineFault fault) => rejected.Add(name, fault),
        };

        await using Input input = await Input.OpenAsync(path, options, stop).ConfigureAwait(false);
        _progress.Start(input);
        try
        {
            while (await ReadAsync(input, stop).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    consumer.Consume(view);

                consumer.Flush();
                _progress.Report(_totals, input.Reader.Counts);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _totals.Add(input.Reader);
        }
    }

    private static async ValueTask<bool> ReadAsync(Input input, CancellationToken stop)
    {
        try
        {
            return await input.Reader.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new ToolException(
                ExitCode.CorruptInput,
                $"{input.Name} is damaged or was cut: {exception.Message} The whole lines before that were processed.",
                exception);
        }
        catch (EventFormatException exception)
        {
            throw new ToolException(ExitCode.CorruptInput, $"cannot read {input.Name}: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot read {input.Name}: {exception.Message}", exception);
        }
    }
}
