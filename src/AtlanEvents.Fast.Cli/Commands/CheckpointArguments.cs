using System.CommandLine;
using System.Security.Cryptography;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options of a replay that can be resumed.</summary>
internal sealed class CheckpointArguments
{
    // The options that do not affect which events are written, or how.
    private static readonly string[] s_mayChange =
    [
        "--checkpoint", "--checkpoint-interval", "--progress", "--quiet", "--no-color", "--metrics", "--log-format", "--engine", "--threads",
        "--max-rejects", "--concurrency", "--rate", "--timeout", "--give-up-after", "--secret-env", "--secret-file", "--kafka-config",
        "--yes", "--summary", "--dry-run",
    ];

    private readonly Option<string?> _file = OptionFactory.Text(
        "--checkpoint",
        "FILE",
        "Save the state of the replay to FILE; the same command resumes from there. "
            + "A file then gets each event exactly once; a receiver or standard output, at least once.");

    private readonly Option<double> _interval = OptionFactory.Number(
        "--checkpoint-interval",
        "The time between two saves. 0 saves after every batch.",
        defaultValue: 1.0,
        min: 0,
        max: 3600,
        "SECONDS");

    public void AddTo(Command command) => command.AddOptions(_file, _interval);

    /// <returns><see langword="null"/> if there is no checkpoint.</returns>
    /// <exception cref="ToolException">An input cannot be read again.</exception>
    public CheckpointSettings? Read(ParseResult command, PumpSettings input, SelectionOptions selection)
    {
        if (command.GetValue(_file) is not string path)
            return null;

        if (input.Inputs.Any(address => address.IsStandardInput))
        {
            throw new ToolException(
                ExitCode.Usage, "--checkpoint needs inputs that can be read again, and standard input cannot; name the files");
        }

        foreach (InputAddress topic in input.Inputs.Where(address => address.IsTopic))
        {
            throw new ToolException(
                ExitCode.Usage,
                $"--checkpoint cannot be used with {topic.Name}; add ?group=NAME to the address instead, and the offsets that are "
                    + "committed for this group are the checkpoint");
        }

        if (input.Follow is not null)
            throw new ToolException(ExitCode.Usage, "--checkpoint needs inputs that do not change, so it cannot be used with --follow");

        return new CheckpointSettings(
            path,
            TimeSpan.FromSeconds(command.GetValue(_interval)),
            OptionsOf(command),
            [.. input.Inputs.Select(InputIdentity.Of)],
            CanResumeInside: selection.Repeats == RepeatKey.None);
    }

    private static SortedDictionary<string, string> OptionsOf(ParseResult command)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Option option in command.CommandResult.Command.Options)
        {
            if (!s_mayChange.Contains(option.Name) && command.GetResult(option) is { Implicit: false } result)
                options.Add(option.Name, string.Join(' ', result.Tokens.Select(token => CommandLine.Quote(Saved(token.Value)))));
        }

        return options;
    }

    /// <summary>The value as it is saved: the query of an address may contain a secret, so only its hash is.</summary>
    private static string Saved(string value)
    {
        string shown = CommandLine.WithoutQuery(value);
        return shown == value ? value : shown + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 4));
    }
}
