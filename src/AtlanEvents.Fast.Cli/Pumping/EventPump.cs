using System.Diagnostics;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Progress;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads the inputs, one after the other, and hands their events to a consumer.</summary>
internal sealed class EventPump(PumpSettings settings, RejectedLines rejected)
{
    private readonly ProgressState _progress = new(settings.Follow is null ? Input.LengthOfAll(settings.Inputs) : null);
    private readonly RunTotals _totals = new();
    private bool _isCaughtUp;

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
        return new RunResult(_totals, failure) { IsCaughtUp = _isCaughtUp };
    }

    private async Task<ToolException?> PumpAsync(IEventConsumer consumer, StopSignal stop)
    {
        ToolException? failure = null;
        try
        {
            for (int i = 0; i < settings.Inputs.Count; i++)
            {
                Action<string>? follow = i == settings.Inputs.Count - 1 ? settings.Follow : null;
                await PumpAsync(settings.Inputs[i], follow, consumer, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            failure = new ToolException(stop.ExitCode, "stopped by a signal; what was read up to there was processed");
        }
        catch (ToolException exception)
        {
            failure = exception;
        }

        // Each is told, whatever becomes of the other; what failed first is what is reported.
        if (failure?.ExitCode != ExitCode.OutputClosed)
            failure = FailureOf(consumer.Flush, failure);

        return FailureOf(rejected.Flush, failure);
    }

    private static ToolException? FailureOf(Action flush, ToolException? earlier)
    {
        try
        {
            flush();
            return earlier;
        }
        catch (ToolException exception)
        {
            return earlier ?? exception;
        }
    }

    private async Task PumpAsync(string path, Action<string>? follow, IEventConsumer consumer, CancellationToken stop)
    {
        string name = Input.NameOf(path);
        var options = new EventReaderOptions
        {
            Engine = settings.Engine,
            MaxLineBytes = settings.MaxLineBytes,
            Reassembly = settings.Reassembly,
            Unwrap = settings.Unwrap,
            FaultHandler = (in LineFault fault) => rejected.Add(name, fault),
        };

        Task<Input> opening = follow is null
            ? Input.OpenAsync(path, settings.MaxDecompressedBytes, options, stop)
            : Task.FromResult(Input.Follow(path, follow, options, stop));
        await using Input input = await ReadingAsync(name, new ValueTask<Input>(opening)).ConfigureAwait(false);
        _progress.Start(input);
        consumer.Start(name);
        try
        {
            while (await ReadingAsync(name, NextAsync(input.Reader, stop)).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    consumer.Consume(view);

                consumer.Flush();
                rejected.Flush();
                _progress.Report(_totals, input.Reader.Counts);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _totals.Add(input.Reader);
            _isCaughtUp = input.IsCaughtUp;
        }
    }

    /// <summary>Reads on. Where an input breaks off, the parts of messages that were still to come are lost too.</summary>
    private static async ValueTask<bool> NextAsync(EventReader reader, CancellationToken stop)
    {
        try
        {
            return await reader.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            reader.GiveUpIncompleteMessages();
            throw;
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
