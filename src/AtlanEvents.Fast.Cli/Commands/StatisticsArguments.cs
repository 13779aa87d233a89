using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Fields;
using AtlanEvents.Fast.Cli.Statistics.Times;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for what is counted.</summary>
internal sealed class StatisticsArguments
{
    private const string Scenario = "scenario";
    private const string Time = "time";

    private readonly Option<string[]> _by = new("--by")
    {
        Description = "scenario: also count what was done, such as custom metadata removed or lineage created; reads most lines twice. "
            + "time or time:BUCKET, such as time:5m: also count by eventTime (ms, s, m, h, d). May be repeated.",
        HelpName = "WHAT",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<TopField[]> _top = new("--top")
    {
        Description = "Also count the N (10) most frequent values of a field: operationType, typeName, guid, qualifiedName, deleteHandler, "
            + "connection, or a path such as message.entity.createdBy. May be repeated.",
        HelpName = "FIELD[:N]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseTops,
        DefaultValueFactory = _ => [],
    };

    private readonly TimeArguments _times = new();

    public StatisticsArguments()
    {
        _by.CompletionSources.Add(Scenario, Time, "time:1s", "time:1m", "time:1h", "time:1d");
        _by.Validators.Add(RejectUnknown);
        _top.CompletionSources.Add(EventField.Names);
    }

    public void AddTo(Command command)
    {
        command.AddOptions(_by, _top);
        _times.AddTo(command);
    }

    public StatisticsOptions Read(ParseResult command)
    {
        string[] by = command.GetValue(_by) ?? [];
        TimeRange times = _times.Read(command);
        return new StatisticsOptions
        {
            Times = times,
            ByScenario = by.Contains(Scenario),
            ByTime = by.Any(IsTime),
            BucketWidth = by.Select(WidthOf).FirstOrDefault(width => width is not null),
            Tops = command.GetValue(_top) ?? [],
        };
    }

    private static bool IsTime(string what) => what == Time || WidthOf(what) is not null;

    private static long? WidthOf(string what)
        => what.StartsWith($"{Time}:", StringComparison.Ordinal) && BucketWidth.TryParse(what.AsSpan(Time.Length + 1), out long width)
            ? width
            : null;

    private static void RejectUnknown(OptionResult result)
    {
        foreach (string what in result.Tokens.Select(token => token.Value).Where(what => what != Scenario && !IsTime(what)))
            result.AddError($"--by must be scenario, time, or time:BUCKET such as time:500ms, time:5m, time:1d, not '{what}'");

        IEnumerable<string> kinds = result.Tokens.Select(token => IsTime(token.Value) ? Time : token.Value);
        foreach (IGrouping<string, string> repeated in kinds.GroupBy(kind => kind).Where(group => group.Count() > 1))
            result.AddError($"--by {repeated.Key} can be given only once");
    }

    private static TopField[] ParseTops(ArgumentResult result)
    {
        var tops = new List<TopField>();
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (TopField.Parse(text) is TopField top)
                tops.Add(top);
            else
                result.AddError($"--top must be FIELD or FIELD:N, such as typeName:20, not '{text}'; a field is one of "
                    + $"{string.Join(", ", EventField.Names)}, or a path such as message.entity.createdBy");
        }

        return [.. tops];
    }
}
