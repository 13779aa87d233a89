using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.Filtering;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for a range of <c>eventTime</c>.</summary>
internal sealed class TimeArguments
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private readonly Option<DateTimeOffset?> _since = Create(
        "--since",
        "Only events with an eventTime at or after TIME: a date, 2022-11-07T12:07:34Z, or milliseconds since 1970. "
            + "Without an offset, it is UTC.");

    private readonly Option<DateTimeOffset?> _until = Create("--until", "Only events with an eventTime before TIME.");

    public void AddTo(Command command) => command.AddOptions(_since, _until);

    /// <exception cref="ToolException">The range is empty.</exception>
    public TimeRange Read(ParseResult command)
    {
        var range = new TimeRange(command.GetValue(_since), command.GetValue(_until));
        return range.Since >= range.Until ? throw new ToolException(ExitCode.Usage, "--since must be before --until") : range;
    }

    private static Option<DateTimeOffset?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = Parse,
    };

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time))
            return time;

        string name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{name} must be a time such as 2022-11-07, 2022-11-07T12:07:34Z or 1667822854152, not '{text}'");
        return null;
    }
}
