using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Progress;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events replay</c>: send the wanted events somewhere again, whole or their fields.</summary>
internal sealed class ReplayCommand
{
    private readonly InputOptions _input = new("rejected lines, and events that a receiver refused,");
    private readonly FilterArguments _filter = new();
    private readonly HttpArguments _http = new();

    private readonly Option<string> _to = new("--to")
    {
        Description = "Where events go: a file, which is replaced, - for standard output, or http(s)://..., a receiver of webhooks.",
        DefaultValueFactory = _ => SinkFactory.StandardOutput,
        HelpName = "FILE|URL",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "fields (JSON, one object a line), raw (the line as it came), csv or tsv. To a receiver always raw.",
        DefaultValueFactory = _ => EventFormats.Default,
        HelpName = "FORMAT",
    };

    private readonly StopSignal _stop;

    private ReplayCommand(StopSignal stop)
    {
        _stop = stop;
        _to.Validators.Add(InputOptions.RequireText);
        _format.AcceptOnlyFromAmong(EventFormats.Names);
    }

    public static Command Create(StopSignal stop)
    {
        var replay = new ReplayCommand(stop);
        const string Description = "Write events again, in input order, filtered and in another format; or send them to a receiver.";
        var command = new Command("replay", Description) { replay._to, replay._format };
        replay._filter.AddTo(command);
        replay._http.AddTo(command);
        replay._input.AddTo(command);
        command.SetAction((parsed, _) => replay.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        PumpSettings settings = _input.Read(command);
        bool isQuiet = _input.IsQuiet(command);
        bool isWatched = settings.Progress != ProgressMode.Never && TerminalConsole.IsLive(Console.IsErrorRedirected);
        SinkSettings sinkSettings = ReadSink(command, isQuiet, isWatched);
        RequireDistinctFiles(command, settings, sinkSettings);

        using var rejected = new RejectedLines(settings);
        await using IEventSink sink = SinkFactory.Create(sinkSettings, rejected);
        var replay = new Replay(sink, new EventFilter(_filter.Read(command)));
        RunResult result = await new EventPump(settings, rejected).RunAsync(replay, _stop).ConfigureAwait(false);

        RunReport.Write(result, rejected, settings, isQuiet);
        if (!isQuiet && result.ExitCode != ExitCode.InputOutput && sink.Summarise(result.Totals.Events) is string summary)
            await Console.Error.WriteLineAsync(summary).ConfigureAwait(false);

        return result.ExitCode;
    }

    /// <exception cref="ToolException">Options do not go together.</exception>
    private SinkSettings ReadSink(ParseResult command, bool isQuiet, bool isWatched)
    {
        var settings = new SinkSettings { To = command.GetValue(_to)!, Format = command.GetValue(_format)! };
        if (SinkFactory.KindOf(settings.To) != SinkKind.Http)
        {
            _http.RequireNone(command);
            return settings;
        }

        if (settings.Format != EventFormats.Raw && command.GetResult(_format) is { Implicit: false })
        {
            throw new ToolException(
                ExitCode.Usage,
                $"a receiver gets events as they came: --format {settings.Format} is for files and standard output.");
        }

        return settings with { Http = _http.Read(command, settings.To) with { IsQuiet = isQuiet, IsWatched = isWatched } };
    }

    private void RequireDistinctFiles(ParseResult command, PumpSettings settings, SinkSettings sink)
    {
        switch (SinkFactory.KindOf(sink.To))
        {
            case SinkKind.Http when _http.SecretFile(command) is string secret:
                DistinctFiles.RequireInputs(settings with { Inputs = [.. settings.Inputs, secret] });
                break;
            case SinkKind.Http:
                DistinctFiles.RequireInputs(settings);
                break;
            default:
                DistinctFiles.Require(settings, sink.To == SinkFactory.StandardOutput ? null : sink.To);
                break;
        }
    }
}
