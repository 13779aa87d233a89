using System.CommandLine;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options of a replay that can be stopped and gone on with.</summary>
internal sealed class CheckpointArguments
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    // What neither decides which events are written nor how.
    private static readonly string[] s_free =
    [
        "--checkpoint", "--checkpoint-interval", "--progress", "--quiet", "--no-color", "--engine", "--max-rejects", "--concurrency", "--rate", "--timeout",
        "--give-up-after", "--secret-env", "--secret-file", "--yes", "--summary", "--dry-run",
    ];

    private readonly Option<string?> _file = new("--checkpoint")
    {
        Description = "Save here how far it is; the same command goes on from there. A file then gets each event exactly once; a receiver, and standard output, at least once.",
        HelpName = "FILE",
    };

    private readonly Option<double> _interval = new("--checkpoint-interval")
    {
        Description = "How often that is saved, in seconds. 0: whenever a batch was read.",
        DefaultValueFactory = _ => s_interval.TotalSeconds,
        HelpName = "SECONDS",
        CustomParser = result => InputOptions.ParseAmount(result, 0, 3600),
    };

    public CheckpointArguments() => _file.Validators.Add(InputOptions.RequireText);

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_interval);
    }

    /// <returns>Nothing, if no checkpoint is wanted.</returns>
    /// <exception cref="ToolException">An input cannot be read again.</exception>
    public CheckpointSettings? Read(ParseResult command, PumpSettings input, SelectionOptions selection)
    {
        if (command.GetValue(_file) is not string path)
            return null;

        if (input.Inputs.Contains(Input.StandardInput))
            throw new ToolException(ExitCode.Usage, "--checkpoint needs inputs that can be read again, and standard input cannot: name the files.");

        if (input.Follow is not null)
            throw new ToolException(ExitCode.Usage, "--checkpoint needs inputs that stay as they are: it cannot go with --follow.");

        var interval = TimeSpan.FromSeconds(command.GetValue(_interval));
        return new CheckpointSettings(path, interval, OptionsOf(command), CanStartInside: selection.Repeats == RepeatKey.None);
    }

    private static SortedDictionary<string, string> OptionsOf(ParseResult command)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Option option in command.CommandResult.Command.Options)
        {
            if (!s_free.Contains(option.Name) && command.GetResult(option) is { Implicit: false } result)
                options.Add(option.Name, string.Join(' ', result.Tokens.Select(token => ShellWord.Of(token.Value))));
        }

        return options;
    }
}
