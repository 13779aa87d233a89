using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Writes the events that a filter accepts.</summary>
internal sealed class Replay : IEventConsumer
{
    private readonly OutputWriter _output;
    private readonly IEventFormat _format;
    private readonly EventFilter _filter;

    public Replay(OutputWriter output, IEventFormat format, EventFilter filter)
    {
        _output = output;
        _format = format;
        _filter = filter;
        format.WriteHeader(output);
        output.EndRecord();
    }

    /// <summary>How many events were written.</summary>
    public long Written { get; private set; }

    public void Consume(in EventView view)
    {
        if (!_filter.Accepts(view))
            return;

        _format.Write(_output, view);
        _output.EndRecord();
        Written++;
    }

    public void Flush() => _output.Flush();
}
