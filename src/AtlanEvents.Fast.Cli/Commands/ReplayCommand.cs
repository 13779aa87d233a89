using System.CommandLine;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
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
        replay._checkpoint.AddTo(command);
        replay._http.AddTo(command);
        replay._input.AddTo(command);
        command.SetAction((parsed, _) => replay.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        PumpSettings settings = _input.Read(command);
        bool isQuiet = _input.IsQuiet(command);
        SinkSettings sinkSettings = ReadSink(command, isQuiet);
        RequireDistinctFiles(command, settings, sinkSettings);

        using ReplayCheckpoint? checkpoint = _checkpoint.Open(command, settings);
        if (checkpoint is { Start.IsComplete: true })
            return AlreadyDone(command, isQuiet);

        using var rejected = new RejectedLines(settings, checkpoint?.Start);
        await using IEventSink sink = SinkFactory.Create(ContinuedFrom(checkpoint, sinkSettings), rejected);
        var pump = new EventPump(settings, rejected, checkpoint?.Start.Point);
        checkpoint?.Watch(pump, sink, rejected);
        var replay = new Replay(sink, new EventFilter(_filter.Read(command)), checkpoint);
        RunResult result = await pump.RunAsync(replay, _stop).ConfigureAwait(false);
        if (result.ExitCode != ExitCode.InputOutput)
            checkpoint?.Save(isComplete: result.Failure is null);

        RunReport.Write(result, rejected, settings, isQuiet);
        if (!isQuiet && result.ExitCode != ExitCode.InputOutput && sink.Summarise(result.Totals.Events) is string summary)
            await Console.Error.WriteLineAsync(summary).ConfigureAwait(false);

        if (checkpoint is not null && result.Failure is not null && result.ExitCode != ExitCode.OutputClosed)
            await Console.Error.WriteLineAsync($"To go on: {CheckpointArguments.CommandToGoOn()}").ConfigureAwait(false);

        return result.ExitCode;
    }

    private int AlreadyDone(ParseResult command, bool isQuiet)
    {
        if (!isQuiet)
            Console.Error.WriteLine($"All of it was done before, says {Printable.Of(_checkpoint.File(command)!)}. Remove that file to start anew.");

        return ExitCode.Done;
    }

    private static SinkSettings ContinuedFrom(ReplayCheckpoint? checkpoint, SinkSettings settings)
        => checkpoint is { IsResumed: true } ? settings with { IsContinued = true, ContinuedLength = checkpoint.Start.OutputLength } : settings;

    /// <exception cref="ToolException">Options do not go together.</exception>
    private SinkSettings ReadSink(ParseResult command, bool isQuiet)
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

        return settings with { Http = _http.Read(command, settings.To, isQuiet) };
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
