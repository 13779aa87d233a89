using System.Runtime.CompilerServices;
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

    /// <summary>The approximate memory of the stretch.</summary>
    public long Bytes => Events.Bytes + Faults.Bytes;

    /// <summary>The counts of the input's lines up to the end of this stretch.</summary>
    public ReadCounts Counts { get; set; } = new();

    /// <summary>The point after the last line; <see langword="null"/> if the stretch ends where a run cannot be resumed.</summary>
    public ResumePoint? End { get; set; }

    /// <summary>Why the input ends here, if it could not be read to its end.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }
}

/// <summary>Reads an input into parts on a task of its own, while earlier inputs are read.</summary>
/// <remarks>Waits when it is too far ahead, so memory is bounded.</remarks>
internal sealed class EventsAhead : IAsyncDisposable
{
    // A stretch ends when what is kept of it, or its input, is this long.
    private const int MaxStretchBytes = 1024 * 1024;
    private const int MaxStretchInput = 4 * 1024 * 1024;

    private readonly Channel<StretchAhead> _stretches = Channel.CreateUnbounded<StretchAhead>();
    private readonly SemaphoreSlim _taken = new(0);
    private readonly TaskCompletionSource<Input> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop;
    private readonly InputAddress _address;
    private readonly PumpSettings _settings;
    private readonly EventReaderOptions _options;
    private readonly IDivisibleConsumer _consumer;
    private readonly long _maxBytes;
    private readonly Task _reading;
    private StretchAhead _current;
    private ReadCounts? _counts;
    private long _currentStart;
    private long _waitingBytes;

    /// <param name="address">The input.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="options">How its lines are read; the fault handler is replaced.</param>
    /// <param name="consumer">Creates the parts.</param>
    /// <param name="maxBytes">The memory of stretches at which reading waits.</param>
    /// <param name="stop">Stops the reading.</param>
    public EventsAhead(
        InputAddress address,
        PumpSettings settings,
        EventReaderOptions options,
        IDivisibleConsumer consumer,
        long maxBytes,
        CancellationToken stop)
    {
        (_address, _settings, _consumer, _maxBytes) = (address, settings, consumer, maxBytes);
        _options = options with { FaultHandler = AddFault };
        _current = new StretchAhead(consumer.CreatePart());
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _reading = Task.Run(ReadAsync, CancellationToken.None);
    }

    private bool IsFull => _current.Bytes >= MaxStretchBytes || _counts!.Bytes - _currentStart >= MaxStretchInput;

    private bool MustWait => Interlocked.Read(ref _waitingBytes) >= _maxBytes;

    /// <summary>Returns the input when it is open. Its reader must not be used.</summary>
    /// <returns><see langword="null"/> if it could not be opened; later, that may be possible.</returns>
    public async Task<Input?> OpenAsync()
    {
        await ((Task)_opened.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _opened.Task.IsCompletedSuccessfully ? await _opened.Task.ConfigureAwait(false) : null;
    }

    /// <summary>The stretches, in order.</summary>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public async IAsyncEnumerable<StretchAhead> ReadAllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (StretchAhead stretch in _stretches.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            Interlocked.Add(ref _waitingBytes, -stretch.Bytes);
            _taken.Release();
            yield return stretch;
        }

        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Stops the reading and closes the input.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _ = _opened.Task.Exception;
        _stop.Dispose();
        _taken.Dispose();
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

        Add(_current);
        _stretches.Writer.Complete();
    }

    private async Task ReadInputAsync()
    {
        await using Input input = await Input
            .OpenAsync(_address, _settings.MaxDecompressedBytes, _options, resume: null, _stop.Token).ConfigureAwait(false);
        EventReader reader = input.Reader;
        _current.Counts = _counts = reader.Counts;
        _opened.SetResult(input);
        while (await input.ReadBatchAsync(_stop.Token).ConfigureAwait(false))
        {
            while (TryReadStretch(reader))
            {
                EndStretch(reader.GetResumePoint());
                while (MustWait)
                    await _taken.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
        }

        _current.End = reader.GetResumePoint();
    }

    /// <returns><see langword="false"/> at the end of the available input.</returns>
    private bool TryReadStretch(EventReader reader)
    {
        while (!IsFull)
        {
            if (!reader.TryRead(out EventView view))
                return false;

            _current.Events.Consume(view, new EventPosition(_address.Name, view.LineNumber, view.ByteOffset));
        }

        return true;
    }

    private void AddFault(in LineFault fault)
    {
        // The reader may reject any number of lines before it returns, so this thread waits.
        if (_current.Bytes >= MaxStretchBytes)
        {
            EndStretch(end: null);
            while (MustWait)
                _taken.Wait(_stop.Token);
        }

        _current.Faults.Add(fault);
    }

    private void EndStretch(ResumePoint? end)
    {
        _current.End = end;
        _current.Counts = _counts!.Copy();
        Add(_current);
        _currentStart = _counts.Bytes;
        _current = new StretchAhead(_consumer.CreatePart()) { Counts = _counts };
    }

    private void Add(StretchAhead stretch)
    {
        Interlocked.Add(ref _waitingBytes, stretch.Bytes);
        _stretches.Writer.TryWrite(stretch);
    }
}
