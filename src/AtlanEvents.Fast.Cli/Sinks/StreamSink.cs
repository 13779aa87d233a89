using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>Writes events to a file or to standard output.</summary>
internal sealed class StreamSink : IEventSink
{
    private readonly OutputWriter _output;
    private readonly string? _name;
    private long _accepted;
    private long _acknowledged;

    /// <param name="output">The output; disposed with the sink.</param>
    /// <param name="format">The format of the events.</param>
    /// <param name="name">The name of the file; <see langword="null"/> for standard output.</param>
    /// <param name="isContinued">Whether the output already has events, and so a header.</param>
    public StreamSink(OutputWriter output, IEventFormat format, string? name = null, bool isContinued = false)
    {
        _output = output;
        Format = format;
        _name = name;
        if (isContinued)
            return;

        format.WriteHeader(output);
        output.EndRecord();
    }

    /// <summary>The format of the events. Thread-safe.</summary>
    public IEventFormat Format { get; }

    public long Accepted => Volatile.Read(ref _accepted);

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long InFlight => Accepted - Acknowledged;

    public void Accept(in EventView view, in EventPosition position)
    {
        Format.Write(_output, view);
        _output.EndRecord();
        Volatile.Write(ref _accepted, _accepted + 1);
    }

    /// <summary>Accepts events that are formatted already.</summary>
    /// <param name="records">The events.</param>
    /// <param name="count">Their number.</param>
    /// <exception cref="ToolException">They cannot be written.</exception>
    public void Accept(ReadOnlySpan<byte> records, int count)
    {
        _output.WriteRecords(records);
        Volatile.Write(ref _accepted, _accepted + count);
    }

    public ValueTask FlushAsync(CancellationToken stop)
    {
        _output.Flush();
        Volatile.Write(ref _acknowledged, _accepted);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken stop) => FlushAsync(stop);

    public long? Sync() => _output.Sync();

    public string? Summarise(long events)
        => _name is null ? null : $"{Quantity.Exact(Accepted)} of {Quantity.Exact(events)} events written to {Printable.Of(_name)}.";

    public ValueTask DisposeAsync()
    {
        _output.Dispose();
        return ValueTask.CompletedTask;
    }
}
