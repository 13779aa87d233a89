using System.Diagnostics;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads inputs one after the other and passes their events to a consumer.</summary>
internal sealed class EventPump
{
    private readonly PumpSettings _settings;
    private readonly RejectedLines _rejected;
    private readonly IEventConsumer _consumer;
    private readonly RunPoint? _start;
    private readonly RunTotals _totals;
    private readonly Func<RunPoint> _getResumePoint;

    // All inputs share one engine, so that it learns the shapes of events only once.
    private readonly EventEnginePool _engines = new();

    // The index of the current input, its reader, and the number of its bytes that an earlier run processed.
    private int _current;
    private EventReader? _reader;
    private long _processedBefore;
    private bool _isCaughtUp;

    /// <param name="settings">The inputs, and how they are read.</param>
    /// <param name="rejected">Receives the rejected lines.</param>
    /// <param name="consumer">Receives the events; completed however the run ends.</param>
    /// <param name="start">The point at which this run resumes an earlier one, if it does.</param>
    public EventPump(PumpSettings settings, RejectedLines rejected, IEventConsumer consumer, RunPoint? start = null)
    {
        _settings = settings;
        _rejected = rejected;
        _consumer = consumer;
        _start = start;
        _totals = start is null ? new RunTotals() : new RunTotals(start.Totals);
        _getResumePoint = GetResumePoint;
        _current = start?.Input ?? 0;
        Progress = new PumpProgress(
            consumer,
            rejected,
            settings.Follow is null ? InputAddress.TotalLength(settings.Inputs) : null,
            start is null ? null : new RunTotals(start.Totals),
            InputAddress.TotalLength(settings.Inputs.Take(_current)) ?? 0);
    }

    public PumpProgress Progress { get; }

    /// <summary>Runs to the end of the last input, or until something stops it.</summary>
    /// <param name="stop">Stops the run after the current batch.</param>
    public Task<RunResult> RunAsync(StopSignal stop) => Task.Run(async () =>
    {
        long started = Stopwatch.GetTimestamp();
        ToolException? failure = await PumpAsync(stop).ConfigureAwait(false);
        _totals.Elapsed = Stopwatch.GetElapsedTime(started);
        return new RunResult(_totals, failure) { IsCaughtUp = _isCaughtUp };
    });

    private RunPoint GetResumePoint() => new()
    {
        Input = _current,
        Place = _reader!.GetResumePoint(),
        Totals = _totals.Save(_reader.Counts, _processedBefore),
        RejectedLines = _rejected.Count,
    };

    private async Task<ToolException?> PumpAsync(StopSignal stop)
    {
        ToolException? failure = await ReadAllAsync(stop).ConfigureAwait(false);

        // The consumer and the dead letter are completed whatever happened before. The first failure is the one to report.
        if (failure?.ExitCode != ExitCode.OutputClosed)
            failure = await CompleteAsync(stop, failure).ConfigureAwait(false);

        try
        {
            _rejected.Flush();
        }
        catch (ToolException exception)
        {
            failure ??= exception;
        }

        _totals.Refused = _rejected.Refused;
        return failure;
    }

    private async Task<ToolException?> ReadAllAsync(StopSignal stop)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, _consumer.Stopped);
        try
        {
            for (; _current < _settings.Inputs.Count; _current++)
            {
                Action<string>? follow = _current == _settings.Inputs.Count - 1 ? _settings.Follow : null;
                await ReadInputAsync(_settings.Inputs[_current], follow, reading.Token).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // A failure of the consumer is thrown when it is completed.
            return stop.Token.IsCancellationRequested
                ? new ToolException(stop.ExitCode, "interrupted; all events read so far were processed")
                : null;
        }
        catch (ToolException exception)
        {
            return exception;
        }
    }

    private async Task<ToolException?> CompleteAsync(StopSignal stop, ToolException? earlier)
    {
        try
        {
            await _consumer.CompleteAsync(stop.Token).ConfigureAwait(false);
            return earlier;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return new ToolException(stop.ExitCode, "interrupted; some of the events read were not processed");
        }
        catch (ToolException exception)
        {
            return earlier ?? exception;
        }
    }

    private EventReaderOptions OptionsFor(string name) => new()
    {
        Engine = _settings.Engine,
        MaxLineBytes = _settings.MaxLineBytes,
        Reassembly = _settings.Reassembly,
        Unwrap = _settings.Unwrap,
        EnginePool = _engines,
        FaultHandler = (in LineFault fault) => _rejected.Add(new EventPosition(name, fault.LineNumber, fault.ByteOffset), fault),
    };

    private async Task ReadInputAsync(InputAddress address, Action<string>? follow, CancellationToken stop)
    {
        string name = address.Name;
        ResumePoint? place = _current == _start?.Input ? _start.Place : null;
        EventReaderOptions options = OptionsFor(name);
        if (_settings.Threads > 1 && _consumer is IDivisibleConsumer divisible && follow is null && place is null && address.IsPlainFile)
        {
            ReadErrors.Translate(name, () => ReadPartitions(address, divisible, options, stop));
            return;
        }

        Task<Input> opening = follow is null
            ? Input.OpenAsync(address, _settings.MaxDecompressedBytes, options, place, stop)
            : Task.FromResult(Input.Follow(address, follow, options, stop));
        await using Input input = await ReadErrors.TranslateAsync(name, new ValueTask<Input>(opening)).ConfigureAwait(false);
        Progress.StartInput(name, () => input.BytesRead, place?.ReadFrom ?? 0);
        _reader = input.Reader;
        _processedBefore = place?.ByteOffset ?? 0;
        _consumer.StartInput(name);
        try
        {
            while (await ReadErrors.TranslateAsync(name, ReadBatchAsync(input.Reader, stop)).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    _consumer.Consume(view, new EventPosition(name, view.LineNumber, view.ByteOffset));

                await _consumer.FlushAsync(_getResumePoint, stop).ConfigureAwait(false);
                _rejected.Flush();
                ReadCounts counts = input.Reader.Counts;
                Progress.Update(_totals.Events + counts.Events, _totals.Bytes + counts.Bytes - _processedBefore);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _reader = null;
            _totals.Add(input.Reader.Counts, input.Reader.Engine, input.Reader.VectorBits, _processedBefore);
            _isCaughtUp = input.IsCaughtUp;
            Progress.Update(_totals.Events, _totals.Bytes);
        }
    }

    /// <summary>Reads a file on several threads. This thread is one of them.</summary>
    private void ReadPartitions(InputAddress address, IDivisibleConsumer consumer, EventReaderOptions options, CancellationToken stop)
    {
        string name = address.Name;
        var partitions = new PartitionOptions
        {
            // There may be more threads than the pool keeps engines.
            Lines = options with { EnginePool = null },
            Threads = _settings.Threads,
            PartitionBytes = _settings.PartitionBytes,
        };
        using PartitionedReader reader = address.OpenPartitions(partitions);
        ReadCounts counts = reader.Counts;
        long position = 0;
        Progress.StartInput(name, () => Volatile.Read(ref position), resumedAt: 0);
        consumer.StartInput(name);
        try
        {
            reader.Read(
                partition =>
                {
                    IEventConsumer part = consumer.CreatePart();
                    while (partition.TryRead(out EventView view))
                        part.Consume(view, new EventPosition(name, view.LineNumber, view.ByteOffset));

                    return part;
                },
                part =>
                {
                    consumer.Merge(part);
                    _rejected.Flush();
                    Volatile.Write(ref position, counts.Bytes);
                    Progress.Update(_totals.Events + counts.Events, _totals.Bytes + counts.Bytes);
                },
                stop);
        }
        finally
        {
            _totals.Add(counts, reader.Engine, reader.VectorBits);
            Progress.Update(_totals.Events, _totals.Bytes);
        }
    }

    /// <summary>Reads a batch. If the input breaks off, the incomplete messages are rejected.</summary>
    private static async ValueTask<bool> ReadBatchAsync(EventReader reader, CancellationToken stop)
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
}
