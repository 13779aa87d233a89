using System.Diagnostics;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads inputs one after the other and passes their events to a consumer.</summary>
internal sealed class EventPump
{
    // Inputs that are read ahead, and the memory for what is kept of them.
    private const int MaxInputsAhead = 7;
    private const long MaxBytesAhead = 12 * 1024 * 1024;

    private readonly PumpSettings _settings;
    private readonly RejectedLines _rejected;
    private readonly IEventConsumer _consumer;
    private readonly RunPoint? _start;
    private readonly RunTotals _totals;
    private readonly RunCursor _cursor;

    // All inputs share one engine, so that it learns the shapes of events only once.
    private readonly EventEnginePool _engines = new();

    // Inputs that are read before their turn.
    private readonly Dictionary<int, EventsAhead> _ahead = [];

    private bool _isCaughtUp;

    private bool _isStoppedByRejectedLine;

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
        int first = start?.Input ?? 0;
        Progress = new PumpProgress(
            consumer,
            rejected,
            settings.Follow is null ? InputAddress.TotalLength(settings.Inputs) : null,
            start is null ? null : new RunTotals(start.Totals),
            InputAddress.TotalLength(settings.Inputs.Take(first)) ?? 0);
        _cursor = new RunCursor(consumer, rejected, _totals, Progress, first);
    }

    public PumpProgress Progress { get; }

    /// <summary>Runs to the end of the last input, or until something stops it.</summary>
    /// <param name="stop">Stops the run after the current batch.</param>
    /// <exception cref="ToolException">The metrics cannot be shown at the address.</exception>
    public Task<RunResult> RunAsync(StopSignal stop) => Task.Run(async () =>
    {
        IAsyncDisposable? metrics = _settings.Metrics is ListenAddress address
            ? await MetricsServer.StartAsync(address, _settings.IsQuiet).ConfigureAwait(false)
            : null;
        try
        {
            long started = Stopwatch.GetTimestamp();
            ToolException? failure = await PumpAsync(stop).ConfigureAwait(false);
            _totals.Elapsed = Stopwatch.GetElapsedTime(started);
            return new RunResult(_totals, failure) { IsCaughtUp = _isCaughtUp };
        }
        finally
        {
            if (metrics is not null)
                await metrics.DisposeAsync().ConfigureAwait(false);
        }
    });

    private async Task<ToolException?> PumpAsync(StopSignal stop)
    {
        ToolException? failure = await ReadAllAsync(stop).ConfigureAwait(false);

        // The consumer and the dead letter are completed whatever happened before.
        if (failure?.ExitCode != ExitCode.OutputClosed)
            failure = await CompleteAsync(stop, failure).ConfigureAwait(false);

        try
        {
            _rejected.Flush();
        }
        catch (ToolException exception)
        {
            failure = ToReport(failure, exception);
        }

        _totals.Refused = _rejected.Refused;
        return failure;
    }

    private async Task<ToolException?> ReadAllAsync(StopSignal stop)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, _consumer.Stopped);
        try
        {
            for (; _cursor.Input < _settings.Inputs.Count; _cursor.Input++)
            {
                Action<string>? follow = _cursor.Input == _settings.Inputs.Count - 1 ? _settings.Follow : null;
                await ReadInputAsync(_settings.Inputs[_cursor.Input], follow, reading.Token).ConfigureAwait(false);
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
        finally
        {
            foreach (EventsAhead ahead in _ahead.Values)
                await ahead.DisposeAsync().ConfigureAwait(false);
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
            var interrupted = new ToolException(stop.ExitCode, "interrupted; some of the events read were not processed");
            return earlier?.ExitCode == ExitCode.InputOutput ? earlier : interrupted;
        }
        catch (ToolException exception)
        {
            return ToReport(earlier, exception);
        }
    }

    // The first failure is the one to report. But after a failure to write, no checkpoint may be saved, so it must not stay hidden.
    private static ToolException ToReport(ToolException? earlier, ToolException later)
        => earlier is null || later.ExitCode == ExitCode.InputOutput ? later : earlier;

    private EventReaderOptions OptionsFor(string name)
        => OptionsFor((line, offset) => new EventPosition(name, line, offset));

    private EventReaderOptions OptionsFor(Func<long, long, EventPosition> locate) => new()
    {
        Engine = _settings.Engine,
        MaxLineBytes = _settings.MaxLineBytes,
        Reassembly = _settings.Reassembly,
        Unwrap = _settings.Unwrap,
        EnginePool = _engines,
        FaultHandler = (in LineFault fault) =>
        {
            try
            {
                _rejected.Add(locate(fault.LineNumber, fault.ByteOffset), fault);
            }
            catch
            {
                _isStoppedByRejectedLine = true;
                throw;
            }
        },
    };

    private async Task ReadInputAsync(InputAddress address, Action<string>? follow, CancellationToken stop)
    {
        if (address.IsTopic)
        {
            await ReadTopicAsync(TopicAddress.Parse(address.Text), follow, stop).ConfigureAwait(false);
            return;
        }

        string name = address.Name;
        ResumePoint? place = _cursor.Input == _start?.Input ? _start.Place : null;
        EventReaderOptions options = OptionsFor(name);
        IDivisibleConsumer? divisible = _settings.Threads > 1 && _consumer is IDivisibleConsumer { CanDivide: true } one ? one : null;
        if (divisible is not null)
            StartAhead(divisible, options, stop);

        if (_ahead.Remove(_cursor.Input, out EventsAhead? ahead))
        {
            await using (ahead.ConfigureAwait(false))
            {
                if (await ahead.OpenAsync().ConfigureAwait(false) is Input opened)
                {
                    await MergeAsync(ahead, opened, divisible!, name, stop).ConfigureAwait(false);
                    return;
                }
            }
        }

        if (divisible is not null && follow is null && address.CanBeDivided)
        {
            ReadErrors.Translate(name, () => ReadPartitions(address, divisible, options, place, stop));
        }
        else
        {
            Task<Input> opening = follow is null
                ? Input.OpenAsync(address, _settings.MaxDecompressedBytes, options, place, stop)
                : Task.FromResult(Input.Follow(address, follow, options, stop));
            await using Input input = await ReadErrors.TranslateAsync(name, new ValueTask<Input>(opening)).ConfigureAwait(false);
            await ReadAsync(input, name, place, stop).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(Input input, string name, ResumePoint? resumed, CancellationToken stop)
    {
        _cursor.Start(name, () => input.BytesRead, input.Reader.GetResumePoint, resumed);
        _cursor.Counts = input.Reader.Counts;
        try
        {
            while (await ReadErrors.TranslateAsync(name, input.ReadBatchAsync(stop)).ConfigureAwait(false))
            {
                while (input.Reader.TryRead(out EventView view))
                    _consumer.Consume(view, new EventPosition(name, view.LineNumber, view.ByteOffset));

                await _cursor.FlushAsync(stop).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _isCaughtUp = input.IsCaughtUp;
            _cursor.End(input.Reader.Engine, input.Reader.VectorBits);
        }
    }

    private async Task ReadTopicAsync(TopicAddress address, Action<string>? follow, CancellationToken stop)
    {
        TopicInput? topic = null;
        EventReaderOptions options = OptionsFor((number, _) => topic!.PositionOf(number));
        topic = await _settings.Topics.OpenAsync(address, isFollowed: follow is not null, options, stop).ConfigureAwait(false);
        _cursor.Start(address.Name, topic);
        var pump = new TopicPump(topic, _consumer, _cursor, follow);
        try
        {
            await pump.RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _isCaughtUp = pump.IsCaughtUp;
            _cursor.End(topic.Reader.Engine, topic.Reader.VectorBits);
        }
    }

    /// <summary>Reads a file on several threads. This thread is one of them.</summary>
    private void ReadPartitions(
        InputAddress address,
        IDivisibleConsumer consumer,
        EventReaderOptions options,
        ResumePoint? place,
        CancellationToken stop)
    {
        string name = address.Name;
        var partitions = new PartitionOptions
        {
            // There may be more threads than the pool keeps engines.
            Lines = options with { EnginePool = null },
            Threads = _settings.Threads,
            PartitionBytes = _settings.PartitionBytes,
        };
        using PartitionedReader reader = address.OpenPartitions(partitions, place);
        ReadCounts counts = reader.Counts;
        long position = place?.ReadFrom ?? 0;
        _cursor.Start(name, () => Volatile.Read(ref position), reader.GetResumePoint, place);
        _cursor.Counts = counts;
        try
        {
            reader.Read(
                partition =>
                {
                    IEventPart? part = partition.IsNext ? null : consumer.CreatePart();
                    while (partition.TryRead(out EventView view))
                    {
                        var place = new EventPosition(name, view.LineNumber, view.ByteOffset);
                        if (part is null)
                            consumer.Consume(view, place);
                        else
                            part.Consume(view, place);
                    }

                    return part;
                },
                part =>
                {
                    if (part is not null)
                        consumer.Merge(part);

                    Volatile.Write(ref position, counts.Bytes);

                    // The line that stops the run is read again when the run is resumed, so no resume point may be after it.
                    if (!_isStoppedByRejectedLine)
                        _cursor.FlushAsync(stop).AsTask().GetAwaiter().GetResult();
                },
                stop);
        }
        finally
        {
            _cursor.End(reader.Engine, reader.VectorBits);
        }
    }

    /// <summary>Starts reading the compressed files among the next inputs.</summary>
    private void StartAhead(IDivisibleConsumer consumer, EventReaderOptions options, CancellationToken stop)
    {
        // With a maximum of rejected lines, the run may end at any line, and nothing after it must be processed.
        if (_rejected.IsLimited || _settings.Follow is not null)
            return;

        int inputsAhead = Math.Min(_settings.Threads - 1, MaxInputsAhead);
        int last = Math.Min(_cursor.Input + inputsAhead, _settings.Inputs.Count - 1);
        for (int next = _cursor.Input + 1; next <= last; next++)
        {
            if (!_ahead.ContainsKey(next) && _settings.Inputs[next].IsCompressedFile)
            {
                InputAddress address = _settings.Inputs[next];
                _ahead.Add(next, new EventsAhead(address, _settings, options, consumer, MaxBytesAhead / inputsAhead, stop));
            }
        }
    }

    private async Task MergeAsync(EventsAhead ahead, Input input, IDivisibleConsumer consumer, string name, CancellationToken stop)
    {
        ResumePoint? end = null;
        _cursor.Start(name, () => input.BytesRead, () => end!);
        try
        {
            await foreach (StretchAhead stretch in ahead.ReadAllAsync(stop).ConfigureAwait(false))
            {
                _cursor.Counts = stretch.Counts;
                try
                {
                    stretch.Faults.ReportTo(_rejected, name);
                }
                finally
                {
                    consumer.Merge(stretch.Events);
                }

                if (stretch.Failure is not null)
                    ReadErrors.Translate(name, stretch.Failure.Throw);

                end = stretch.End;
                if (end is not null)
                    await _cursor.FlushAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            _cursor.End(input.Reader.Engine, input.Reader.VectorBits);
        }
    }
}
