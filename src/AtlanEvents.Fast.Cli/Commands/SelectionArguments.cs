using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options that pick events: the filters, and how many of what they accept.</summary>
internal sealed class SelectionArguments
{
    private readonly FilterArguments _filter = new();

    private readonly Option<string?> _dedupe = new("--dedupe")
    {
        Description = "Leave out repeats: event (same guid, operation and eventTime) or line (the same bytes). Keeps some 100 bytes for each event of the window.",
        HelpName = "BY",
    };

    private readonly Option<int> _window = new("--dedupe-window")
    {
        Description = "How many events are remembered for --dedupe.",
        DefaultValueFactory = _ => EventRepeats.DefaultWindow,
        HelpName = "N",
        CustomParser = result => (int)InputOptions.ParseNumber(result, 1, EventRepeats.LargestWindow),
    };

    private readonly Option<int> _sample = new("--sample")
    {
        Description = "Only one asset in N, with all its events; always the same ones.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
        CustomParser = result => (int)InputOptions.ParseNumber(result, 1, int.MaxValue),
    };

    private readonly Option<long> _skip = new("--skip")
    {
        Description = "Leave out the first N of what is picked.",
        HelpName = "N",
        CustomParser = result => InputOptions.ParseNumber(result, 0, long.MaxValue),
    };

    private readonly Option<long?> _limit = new("--limit")
    {
        Description = "Stop after N of what is picked.",
        HelpName = "N",
        CustomParser = result => InputOptions.ParseNumber(result, 0, long.MaxValue),
    };

    public SelectionArguments() => FixedValues.Require(_dedupe, "event", "line");

    public void AddTo(Command command)
    {
        _filter.AddTo(command);
        command.Options.Add(_dedupe);
        command.Options.Add(_window);
        command.Options.Add(_sample);
        command.Options.Add(_skip);
        command.Options.Add(_limit);
    }

    public SelectionOptions Read(ParseResult command) => new()
    {
        Filter = _filter.Read(command),
        Repeats = command.GetValue(_dedupe) switch
        {
            "event" => RepeatKey.Event,
            "line" => RepeatKey.Line,
            _ => RepeatKey.None,
        },
        RepeatWindow = command.GetValue(_window),
        Sample = command.GetValue(_sample),
        Skip = command.GetValue(_skip),
        Limit = command.GetValue(_limit) ?? long.MaxValue,
    };
}
