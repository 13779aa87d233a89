using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options that select events. A filter may be repeated: an event must match one value of every filter given.</summary>
internal sealed class SelectionArguments
{
    private readonly Option<string[]> _operation = OptionFactory.Texts(
        "--operation",
        "NAME",
        "Only events with this operation, such as ENTITY_DELETE. Filters may be repeated; one of each must match.");

    private readonly Option<string[]> _type = OptionFactory.Texts("--type", "NAME", "Only assets of this type, such as Column.");

    private readonly Option<string[]> _handler = OptionFactory.Texts(
        "--handler", "NAME", "Only deletes with this handler: DEFAULT, SOFT, HARD or PURGE.");

    private readonly Option<string[]> _under = OptionFactory.Texts(
        "--under", "QUALIFIED_NAME", "Only this asset and everything below it.");

    private readonly Option<string[]> _guid = OptionFactory.Texts("--guid", "GUID", "Only this asset.");

    private readonly TimeArguments _times = new();

    private readonly Option<string?> _dedupe = OptionFactory.Choice(
        "--dedupe",
        "BY",
        "Leave out repeated events: by event (same guid, operation and eventTime) or line (same bytes). "
            + "Uses about 100 bytes of memory for each event of the window.",
        defaultValue: null,
        "event",
        "line");

    private readonly Option<int> _window = OptionFactory.Number(
        "--dedupe-window", "The number of events that --dedupe remembers.", RepeatFilter.DefaultWindow, min: 1, RepeatFilter.MaxWindow);

    private readonly Option<int> _sample = OptionFactory.Number(
        "--sample", "Only one asset in N, with all its events. The choice is the same in every run.", 1, min: 1, int.MaxValue);

    private readonly Option<long?> _skip = OptionFactory.OptionalNumber("--skip", "Skip the first N selected events.", 0, long.MaxValue);

    private readonly Option<long?> _limit = OptionFactory.OptionalNumber("--limit", "Stop after N selected events.", 0, long.MaxValue);

    public SelectionArguments()
    {
        // Suggestions only: events may have other values.
        _operation.CompletionSources.Add(
            "ENTITY_CREATE", "ENTITY_UPDATE", "ENTITY_DELETE", "BUSINESS_ATTRIBUTE_UPDATE",
            "CLASSIFICATION_ADD", "CLASSIFICATION_UPDATE", "CLASSIFICATION_DELETE");
        _handler.CompletionSources.Add("DEFAULT", "SOFT", "HARD", "PURGE");
    }

    public void AddTo(Command command)
    {
        command.AddOptions(_operation, _type, _handler, _under, _guid);
        _times.AddTo(command);
        command.AddOptions(_dedupe, _window, _sample, _skip, _limit);
    }

    public SelectionOptions Read(ParseResult command) => new()
    {
        Filter = new FilterOptions
        {
            Operations = command.GetValue(_operation) ?? [],
            Types = command.GetValue(_type) ?? [],
            Handlers = command.GetValue(_handler) ?? [],
            Scopes = command.GetValue(_under) ?? [],
            Guids = command.GetValue(_guid) ?? [],
            Times = _times.Read(command),
        },
        Repeats = command.GetValue(_dedupe) switch
        {
            "event" => RepeatKey.Event,
            "line" => RepeatKey.Line,
            _ => RepeatKey.None,
        },
        RepeatWindow = command.GetValue(_window),
        Sample = command.GetValue(_sample),
        Skip = command.GetValue(_skip) ?? 0,
        Limit = command.GetValue(_limit) ?? long.MaxValue,
    };
}
