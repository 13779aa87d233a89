using System.CommandLine;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events replay</c>: write or send selected events, whole or their routing fields.</summary>
internal sealed class ReplayCommand
{
    private readonly InputArguments _input = new("rejected lines, and events that a receiver refused,");
    private readonly SelectionArguments _selection = new();
    private readonly HttpArguments _http = new();
    private readonly CheckpointArguments _checkpoint = new();

    private readonly Option<string> _to = new("--to")
    {
        Description = "The destination: a file, which is replaced, - for standard output, http(s)://... for a receiver of webhooks, or "
            + "kafka://host:port/topic.",
        DefaultValueFactory = _ => SinkFactory.StandardOutput,
        HelpName = "FILE|URL",
    };

    private readonly Option<string?> _format = OptionFactory.Choice(
        "--format",
        "FORMAT",
        "fields (JSON, one object per line), raw (the input line), csv, tsv or parquet. Receivers and topics always get raw events.",
        EventFormats.Default,
        [.. EventFormats.Names, EventFormats.Parquet]);

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be written or sent." };

    private readonly Option<bool> _yes = new("--yes") { Description = "Send purge deletes (HARD, PURGE) to a receiver or topic without asking." };

    private readonly Option<string?> _summary = OptionFactory.Text(
        "--summary", "FILE", "Write a summary of the result to FILE, as JSON.");

    private readonly StopSignal _stop;

    private ReplayCommand(StopSignal stop)
    {
        _stop = stop;
        _to.Validators.Add(ValueRules.RejectEmpty);
    }

    public static Command Create(StopSignal stop)
    {
        var replay = new ReplayCommand(stop);
        const string Description = "Write events in input order, filtered and converted, or send them to a receiver.";
        var command = new Command("replay", Description) { replay._to, replay._format };
        replay._selection.AddTo(command);
        command.AddOptions(replay._dryRun, replay._yes, replay._summary);
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
        DeadLetterSettings deadLetter = _input.ReadDeadLetter(command);
        ProgressMode progress = _input.ReadProgress(command);
        var settings = new ReplaySettings
        {
            Input = input,
            DeadLetter = deadLetter,
            Selection = selection,
            Sink = ReadSink(command, input, progress),
            Checkpoint = _checkpoint.Read(command, input, selection),
            IsDryRun = command.GetValue(_dryRun),
            MaySendPurges = command.GetValue(_yes),
            SummaryPath = command.GetValue(_summary),
            Progress = progress,
            IsQuiet = _input.IsQuiet(command),
        };
        if (settings.IsDryRun && input.Follow is not null)
            throw new ToolException(ExitCode.Usage, "--dry-run reads to the end of the inputs, so it cannot be used with --follow");

        if (settings.Sink.Format == EventFormats.Parquet)
            RequireWholeFile(settings);

        bool isHttp = settings.Sink.Kind == SinkKind.Http;
        if (isHttp && settings.CommitsOffsets && deadLetter.Path is null && !settings.IsDryRun)
        {
            throw new ToolException(
                ExitCode.Usage,
                "an input with a group needs --dead-letter FILE for the events that the receiver refuses: their offsets are committed");
        }

        string? secretFile = isHttp ? _http.SecretFile(command) : null;
        OutputConflicts.Reject(
            secretFile is null ? input.Inputs : [.. input.Inputs, secretFile],
            isHttp ? null : settings.Sink.To,
            deadLetter.Path,
            settings.SummaryPath,
            settings.Checkpoint?.Path);
        return ReplayRun.RunAsync(settings, _stop);
    }

    // A Parquet file ends with its index, so it can be neither continued nor appended to.
    private static void RequireWholeFile(ReplaySettings settings)
    {
        string? conflict = settings.Checkpoint is not null ? "--checkpoint, since a Parquet file cannot be continued"
            : settings.Sink.IsAppended ? "an input with a group, since a Parquet file cannot be appended to"
            : settings.Sink.Kind == SinkKind.StandardOutput ? "standard output; name a file with --to"
            : null;
        if (conflict is not null)
            throw new ToolException(ExitCode.Usage, $"--format parquet cannot be used with {conflict}");
    }

    /// <exception cref="ToolException">Some options cannot be used together.</exception>
    private SinkSettings ReadSink(ParseResult command, PumpSettings input, ProgressMode progress)
    {
        var settings = new SinkSettings
        {
            To = command.GetValue(_to)!,
            Format = command.GetValue(_format)!,

            // Earlier runs for the group wrote the events before.
            IsAppended = input.Inputs.Any(address => address.HasGroup),
        };
        if (settings.Kind != SinkKind.Http)
            _http.RejectAll(command, isTopic: settings.Kind == SinkKind.Topic);

        if (!settings.IsRemote)
            return settings;

        if (settings.Format != EventFormats.Raw && command.GetResult(_format) is { Implicit: false })
        {
            throw new ToolException(
                ExitCode.Usage,
                $"receivers and topics get raw events; --format {settings.Format} can be used only for files and standard output");
        }

        if (settings.Kind == SinkKind.Topic)
        {
            var address = TopicAddress.ParseDestination(settings.To);
            return settings with { Topic = new TopicSinkSettings(address, input.Topics.ClientSettings, _http.GiveUpAfter(command)) };
        }

        bool isWatched = progress is ProgressMode.Auto or ProgressMode.Always && TerminalConsole.IsLive(Console.IsErrorRedirected);
        return settings with { Http = _http.Read(command, settings.To) with { IsQuiet = _input.IsQuiet(command), IsWatched = isWatched } };
    }
}
