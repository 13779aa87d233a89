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
    /// <param name="consumer">Gets the events, and is completed however the end comes.</param>
    /// <param name="stop">The batch at hand is finished first.</param>
    public async Task<RunResult> RunAsync(IEventConsumer consumer, StopSignal stop)
    {
        long started = Stopwatch.GetTimestamp();
        _progress.Consumer = consumer;
        Task<ToolException?> work = Task.Run(() => PumpAsync(consumer, stop));
        await ProgressDisplay.ShowWhileAsync(work, _progress, settings.Progress).ConfigureAwait(false);
        ToolException? failure = await work.ConfigureAwait(false);
        _totals.Elapsed = Stopwatch.GetElapsedTime(started);
        return new RunResult(_totals, failure);
    }

    private async Task<ToolException?> PumpAsync(IEventConsumer consumer, StopSignal stop)
    {
        ToolException? failure = await ReadAllAsync(consumer, stop).ConfigureAwait(false);

        // Each is told, whatever becomes of the other; what failed first is what is reported.
        if (failure?.ExitCode != ExitCode.OutputClosed)
            failure = await CompleteAsync(consumer, stop, failure).ConfigureAwait(false);

        try
        {
            rejected.Flush();
        }
        catch (ToolException exception)
        {
            failure ??= exception;
        }

        _totals.Refused = rejected.Refused;
        return failure;
    }

    private async Task<ToolException?> ReadAllAsync(IEventConsumer consumer, StopSignal stop)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, consumer.Broken);
        try
        {
            foreach (string path in settings.Inputs)
                await PumpAsync(path, consumer, reading.Token).ConfigureAwait(false);

            return null;
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // What broke the consumer, it says itself.
            return stop.Token.IsCancellationRequested
                ? new ToolException(stop.ExitCode, "stopped by a signal; what was read up to there was processed")
                : null;
        }
        catch (ToolException exception)
        {
            return exception;
        }
    }

    private static async Task<ToolException?> CompleteAsync(IEventConsumer consumer, StopSignal stop, ToolException? earlier)
    {
        try
        {
            await consumer.CompleteAsync(stop.Token).ConfigureAwait(false);
            return earlier;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return new ToolException(stop.ExitCode, "stopped by a signal, before all that was read was processed");
        }
        catch (ToolException exception)
        {
            return earlier ?? exception;
        }
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

        Task<Input> opening = Input.OpenAsync(path, settings.MaxDecompressedBytes, options, stop);
        await using Input input = await ReadingAsync(name, new ValueTask<Input>(opening)).ConfigureAwait(false);
        _progress.Start(input);
        consumer.Start(name);
        try
        {
            while (await ReadingAsync(name, input.Reader.ReadAsync(stop)).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    consumer.Consume(view);

                await consumer.FlushAsync(stop).ConfigureAwait(false);
                _progress.Report(_totals, input.Reader.Counts);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _totals.Add(input.Reader);
        }
    }

    /// <summary>Waits for bytes or lines of an input, and says in a sentence why they cannot be read.</summary>
    /// <exception cref="ToolException">They cannot.</exception>
    public static async ValueTask<T> ReadingAsync<T>(string name, ValueTask<T> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new ToolException(ExitCode.CorruptInput, $"{name} is damaged or was cut: {exception.Message}", exception);
        }
        catch (EventFormatException exception)
        {
            throw new ToolException(ExitCode.CorruptInput, $"cannot read {name}: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot read {name}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
