using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>A stretch of an input that was read ahead.</summary>
internal sealed class StretchAhead(IEventPart events)
{
    public IEventPart Events { get; } = events;

    /// <summary>The rejected lines.</summary>
    public HeldFaults Faults { get; } = new();

    /// <summary>The counts of the input's lines up to the end of this stretch.</summary>
    public ReadCounts Counts { get; set; } = new();

    /// <summary>The point after the last line.</summary>
    public ResumePoint? End { get; set; }

    /// <summary>Why the input ends here, if it could not be read to its end.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }
}

/// <summary>Reads an input into parts on a task of its own, while earlier inputs are read.</summary>
/// <remarks>Waits when it is too far ahead, so memory is bounded.</remarks>
internal sealed class EventsAhead : IAsyncDisposable
{
    private const int StretchBytes = 1024 * 1024;

    private readonly Channel<StretchAhead> _stretches;
    private readonly CancellationTokenSource _stop;
    private readonly InputAddress _address;
    private readonly PumpSettings _settings;
    private readonly EventReaderOptions _options;
    private readonly IDivisibleConsumer _consumer;
    private readonly Task _reading;
    private readonly TaskCompletionSource<Input> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StretchAhead _current;

    /// <param name="address">The input.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="options">How its lines are read; the fault handler is replaced.</param>
    /// <param name="consumer">Creates the parts.</param>
    /// <param name="maxStretches">The number of stretches to read ahead, about 1 MiB each.</param>
    /// <param name="stop">Stops the reading.</param>
    public EventsAhead(
        InputAddress address,
        PumpSettings settings,
        EventReaderOptions options,
        IDivisibleConsumer consumer,
        int maxStretches,
        CancellationToken stop)
    {
        (_address, _settings, _consumer) = (address, settings, consumer);
        _options = options with { FaultHandler = (in LineFault fault) => _current!.Faults.Add(fault) };
        _current = new StretchAhead(consumer.CreatePart());
        _stretches = Channel.CreateBounded<StretchAhead>(maxStretches);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _reading = Task.Run(ReadAsync, CancellationToken.None);
    }

    /// <summary>Returns the input when it is open. Its reader must not be used.</summary>
    public Task<Input> Opened => _opened.Task;

    /// <summary>The stretches, in order.</summary>
    public IAsyncEnumerable<StretchAhead> ReadAllAsync(CancellationToken stop) => _stretches.Reader.ReadAllAsync(stop);

    /// <summary>Stops the reading and closes the input.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await ReadInputAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // It ends the run when it is this input's turn.
            _current.Failure = ExceptionDispatchInfo.Capture(exception);
            _ = _opened.TrySetException(exception);
        }

        // A run that was stopped does not take the last stretch.
        Task writing = _stretches.Writer.WriteAsync(_current, _stop.Token).AsTask();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stretches.Writer.Complete();
    }

    private async Task ReadInputAsync()
    {
        await using Input input = await Input
            .OpenAsync(_address, _settings.MaxDecompressedBytes, _options, resume: null, _stop.Token).ConfigureAwait(false);
        EventReader reader = input.Reader;
        _current.Counts = reader.Counts;
        _opened.SetResult(input);
        while (await input.ReadBatchAsync(_stop.Token).ConfigureAwait(false))
        {
            while (reader.TryRead(out EventView view))
                _current.Events.Consume(view, new EventPosition(_address.Name, view.LineNumber, view.ByteOffset));

            if (_current.Events.Bytes + _current.Faults.Bytes < StretchBytes)
                continue;

            _current.End = reader.GetResumePoint();
            _current.Counts = reader.Counts.Copy();
            await _stretches.Writer.WriteAsync(_current, _stop.Token).ConfigureAwait(false);
            _current = new StretchAhead(_consumer.CreatePart()) { Counts = reader.Counts };
        }

        _current.End = reader.GetResumePoint();
    }
}
