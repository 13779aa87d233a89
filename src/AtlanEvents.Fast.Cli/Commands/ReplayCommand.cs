using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Progress;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events replay</c>: send the wanted events somewhere again, whole or their fields.</summary>
internal sealed class ReplayCommand
{
    private readonly InputOptions _input = new("rejected lines, and events that a receiver refused,");
    private readonly SelectionArguments _selection = new();
    private readonly HttpArguments _http = new();
    private readonly CheckpointArguments _checkpoint = new();

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

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be written or sent." };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Send purge deletes (HARD, PURGE) to a receiver without asking.",
    };

    private readonly Option<string?> _summary = new("--summary")
    {
        Description = "Write what became of it to this file, as JSON.",
        HelpName = "FILE",
    };

    private readonly StopSignal _stop;

    private ReplayCommand(StopSignal stop)
    {
        _stop = stop;
        _to.Validators.Add(InputOptions.RequireText);
        _summary.Validators.Add(InputOptions.RequireText);
        FixedValues.Require(_format, EventFormats.Names);
    }

    public static Command Create(StopSignal stop)
    {
        var replay = new ReplayCommand(stop);
        const string Description = "Write events again, in input order, filtered and in another format; or send them to a receiver.";
        var command = new Command("replay", Description) { replay._to, replay._format };
        replay._selection.AddTo(command);
        command.Options.Add(replay._dryRun);
        command.Options.Add(replay._yes);
        command.Options.Add(replay._summary);
        replay._checkpoint.AddTo(command);
        replay._http.AddTo(command);
        replay._input.AddTo(command);
        command.SetAction((parsed, _) => replay.RunAsync(parsed));
        return command;
    }

    private Task<int> RunAsync(ParseResult command)
    {
        PumpSettings input = _input.Read(command);
        SelectionOptions selection = _selection.Read(command);
        bool isQuiet = _input.IsQuiet(command);
        bool isWatched = input.Progress is ProgressMode.Auto or ProgressMode.Always && TerminalConsole.IsLive(Console.IsErrorRedirected);
        var settings = new ReplaySettings
        {
            Input = input,
            Selection = selection,
            Sink = ReadSink(command, isQuiet, isWatched),
            Checkpoint = _checkpoint.Read(command, input, selection),
            IsDryRun = command.GetValue(_dryRun),
            MayPurge = command.GetValue(_yes),
            SummaryPath = command.GetValue(_summary),
            IsQuiet = isQuiet,
        };
        if (settings.IsDryRun && input.Follow is not null)
            throw new ToolException(ExitCode.Usage, "--dry-run shows all that is there at once: it cannot go with --follow.");

        RequireDistinctFiles(command, settings);
        return new ReplayRun(settings, _stop).RunAsync();
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

    private void RequireDistinctFiles(ParseResult command, ReplaySettings settings)
    {
        // What else is read, and what else is written.
        string?[] alsoRead = [SinkFactory.KindOf(settings.Sink.To) == SinkKind.Http ? _http.SecretFile(command) : null];
        string?[] alsoWritten = [settings.SummaryPath, settings.Checkpoint?.Path];
        PumpSettings input = settings.Input with { Inputs = [.. settings.Input.Inputs, .. alsoRead.OfType<string>()] };
        DistinctFiles.Require(input, OutputOf(settings.Sink), [.. alsoWritten.OfType<string>()]);
    }

    private static string? OutputOf(SinkSettings sink) => SinkFactory.KindOf(sink.To) switch
    {
        SinkKind.Http => null,
        SinkKind.StandardOutput => DistinctFiles.StandardOutput,
        _ => sink.To,
    };
}
