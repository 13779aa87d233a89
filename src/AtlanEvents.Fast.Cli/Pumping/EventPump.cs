using System.Diagnostics;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Progress;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads the inputs, one after the other, and hands their events to a consumer.</summary>
/// <param name="settings">What is read, and how.</param>
/// <param name="rejected">Takes the lines that are rejected.</param>
/// <param name="start">Where another run stopped, if this one goes on from there.</param>
internal sealed class EventPump(PumpSettings settings, RejectedLines rejected, RunPoint? start = null)
{
    private readonly RunTotals _totals = start is null ? new() : new(start.Totals);
    private readonly ProgressState _progress = new(
        settings.Follow is null ? Input.LengthOfAll(settings.Inputs) : null,
        rejected,
        start is null ? new() : new(start.Totals),
        Input.LengthOfAll([.. settings.Inputs.Take(start?.Input ?? 0)]) ?? 0);

    // The input that is being read: its number, what reads it, and how many bytes of it another run has read.
    private readonly EventEnginePool _engines = new();
    private int _current = start?.Input ?? 0;
    private EventReader? _reader;
    private long _readBefore;
    private bool _isCaughtUp;

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
        return new RunResult(_totals, failure) { IsCaughtUp = _isCaughtUp };
    }

    /// <summary>Where another run could go on from now; <see langword="null"/> between two inputs.</summary>
    /// <remarks>For the consumer, when it is flushed.</remarks>
    public RunPoint? Point => _reader is null ? null : new RunPoint
    {
        Input = _current,
        Place = _reader.GetResumePoint(),
        Totals = _totals.Save(_reader.Counts, _readBefore),
        RejectedLines = rejected.Count,
    };

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
            for (; _current < settings.Inputs.Count; _current++)
            {
                Action<string>? follow = _current == settings.Inputs.Count - 1 ? settings.Follow : null;
                await PumpAsync(settings.Inputs[_current], follow, consumer, reading.Token).ConfigureAwait(false);
            }

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

    private async Task PumpAsync(string path, Action<string>? follow, IEventConsumer consumer, CancellationToken stop)
    {
        string name = Input.NameOf(path);
        ResumePoint? place = _current == start?.Input ? start.Place : null;
        var options = new EventReaderOptions
        {
            Engine = settings.Engine,
            MaxLineBytes = settings.MaxLineBytes,
            Reassembly = settings.Reassembly,
            Unwrap = settings.Unwrap,
            EnginePool = _engines,
            FaultHandler = (in LineFault fault) => rejected.Add(name, fault),
        };

        Task<Input> opening = follow is null
            ? Input.OpenAsync(path, settings.MaxDecompressedBytes, options, place, stop)
            : Task.FromResult(Input.Follow(path, follow, options, stop));
        await using Input input = await ReadingAsync(name, new ValueTask<Input>(opening)).ConfigureAwait(false);
        _progress.Start(input, place?.ReadFrom ?? 0);
        _reader = input.Reader;
        _readBefore = place?.ByteOffset ?? 0;
        consumer.Start(name);
        try
        {
            while (await ReadingAsync(name, NextAsync(input.Reader, stop)).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    consumer.Consume(view);

                await consumer.FlushAsync(stop).ConfigureAwait(false);
                rejected.Flush();
                _progress.Report(_totals, input.Reader.Counts, _readBefore);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _reader = null;
            _totals.Add(input.Reader, _readBefore);
            _isCaughtUp = input.IsCaughtUp;
            _progress.Report(_totals);
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
            reader.RejectIncompleteMessages();
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
