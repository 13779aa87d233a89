using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Progress;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The arguments and options of every command that reads events.</summary>
internal sealed class InputOptions
{
    private static readonly string[] s_engines = ["auto", "utf8json", "fast"];
    private static readonly string[] s_vectorBits = ["128", "256", "512"];
    private static readonly Dictionary<string, EventWrappers> s_wrappers = new()
    {
        ["auto"] = EventWrappers.All,
        ["none"] = EventWrappers.None,
        ["lambda"] = EventWrappers.Lambda,
        ["eventbridge"] = EventWrappers.EventBridge,
        ["kafka-connect"] = EventWrappers.KafkaConnect,
    };

    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Files to read, in this order, or patterns: 'dumps/*.ndjson', '**/[0-9]*.gz'. Without any, or for -, standard input. gzip and Zstandard are recognised by their content.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Read on as the last INPUT grows, and go on when it is truncated or replaced, until Ctrl-C. It must be a file, and not compressed.",
    };

    private readonly Option<string> _engine = new("--engine")
    {
        Description = "The engine that parses: auto, utf8json or fast. ATLAN_EVENTS_ENGINE sets the default.",
        DefaultValueFactory = _ => "auto",
        HelpName = "NAME",
    };

    private readonly Option<int> _maxLineBytes = new("--max-line-bytes")
    {
        Description = "Reject lines of more bytes than this (4 MiB).",
        DefaultValueFactory = _ => EventReaderOptions.DefaultMaxLineBytes,
        HelpName = "N",
        CustomParser = result => (int)ParseNumber(result, 1, EventReaderOptions.MaxLineBytesLimit),
    };

    private readonly Option<long?> _maxDecompressedBytes = new("--max-decompressed-bytes")
    {
        Description = "Stop where a compressed input, each by itself, grows beyond so many bytes. No limit by default: memory is bounded anyway.",
        HelpName = "N",
        CustomParser = result => ParseNumber(result, 0, long.MaxValue),
    };

    private readonly Option<string[]> _unwrap = new("--unwrap")
    {
        Description = "Wrappers to take off events: auto (all that are known), none, lambda, eventbridge or kafka-connect. May be repeated.",
        DefaultValueFactory = _ => ["auto"],
        HelpName = "WRAPPER",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _noReassembly = new("--no-reassembly")
    {
        Description = "Leave compressed and split messages as they are, instead of putting them together.",
    };

    private readonly Option<int> _maxMessageBytes = new("--max-message-bytes")
    {
        Description = "Reject messages of more bytes than this (64 MiB), once they are put together and decompressed.",
        DefaultValueFactory = _ => ReassemblyOptions.Default.MaxMessageBytes,
        HelpName = "N",
        CustomParser = result => (int)ParseNumber(result, 1, ReassemblyOptions.MaxMessageBytesLimit),
    };

    private readonly Option<long> _maxPendingBytes = new("--max-pending-bytes")
    {
        Description = "Keep no more bytes than this (256 MiB) of parts that wait for the rest of their message; the oldest is rejected first.",
        DefaultValueFactory = _ => ReassemblyOptions.Default.MaxPendingBytes,
        HelpName = "N",
        CustomParser = result => ParseNumber(result, 0, long.MaxValue),
    };

    private readonly Option<string?> _deadLetter = new("--dead-letter") { HelpName = "FILE" };

    private readonly Option<long?> _maxRejects = new("--max-rejects")
    {
        Description = "Stop when more lines than this are rejected. Without it, bad lines are counted and passed over.",
        HelpName = "N",
        CustomParser = result => ParseNumber(result, 0, long.MaxValue),
    };

    private readonly Option<string> _progress = new("--progress")
    {
        Description = "Show progress on standard error: auto (on a terminal, after a second), always, never, or json: an object a line, for programs.",
        HelpName = "WHEN",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Write nothing to standard error but errors." };

    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours; NO_COLOR in the environment does the same." };

    /// <param name="deadLetters">What the dead letter keeps.</param>
    public InputOptions(string deadLetters = "rejected lines")
    {
        _deadLetter.Description = $"Keep {deadLetters} here, as JSON with position and reason; jq -r .raw gives the lines back.";
        _inputs.Validators.Add(result => RejectMisspeltOptions(result));
        FixedValues.Require(_engine, s_engines);
        FixedValues.Require(_progress, [.. Enum.GetNames<ProgressMode>().Select(name => name.ToLowerInvariant())]);
        FixedValues.Require(_unwrap, [.. s_wrappers.Keys]);
        _deadLetter.Validators.Add(RequireText);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_follow);
        command.Options.Add(_deadLetter);
        command.Options.Add(_maxRejects);
        command.Options.Add(_progress);
        command.Options.Add(_quiet);
        command.Options.Add(_noColor);
        command.Options.Add(_unwrap);
        command.Options.Add(_noReassembly);
        command.Options.Add(_maxLineBytes);
        command.Options.Add(_maxMessageBytes);
        command.Options.Add(_maxPendingBytes);
        command.Options.Add(_maxDecompressedBytes);
        command.Options.Add(_engine);
    }

    /// <summary>Whether nothing but results and errors is wanted.</summary>
    public bool IsQuiet(ParseResult command) => command.GetValue(_quiet);

    /// <exception cref="ToolException">There is no input.</exception>
    public PumpSettings Read(ParseResult command)
    {
        TerminalConsole.IsColorOff |= command.GetValue(_noColor);

        string[] inputs = command.GetValue(_inputs) ?? [];
        if (inputs.Length == 0)
            inputs = [Input.StandardInput];

        if (inputs.Contains(Input.StandardInput) && !Console.IsInputRedirected)
            throw new ToolException(ExitCode.Usage, "no INPUT was given, and standard input is a terminal. Name a file, or pipe one in.");

        inputs = InputPaths.Expand(inputs);
        InputPaths.RequireAll(inputs);
        bool isFollowing = command.GetValue(_follow);
        if (isFollowing)
            FollowedFile.Require(inputs[^1]);

        RequireKnown("ATLAN_EVENTS_ENGINE", s_engines);
        RequireKnown("ATLAN_EVENTS_VECTOR_BITS", s_vectorBits);
        return new PumpSettings
        {
            Inputs = inputs,
            Follow = !isFollowing ? null : IsQuiet(command) ? _ => { } : RunReport.WriteError,
            Engine = Enum.Parse<EventEngine>(command.GetValue(_engine)!, ignoreCase: true),
            MaxLineBytes = command.GetValue(_maxLineBytes),
            MaxDecompressedBytes = command.GetValue(_maxDecompressedBytes) ?? long.MaxValue,
            Reassembly = ReadReassembly(command),
            Unwrap = command.GetValue(_unwrap)!.Aggregate(EventWrappers.None, (all, name) => all | s_wrappers[name]),
            DeadLetterPath = command.GetValue(_deadLetter),
            MaxRejects = command.GetValue(_maxRejects) ?? long.MaxValue,
            Progress = ReadProgress(command, isFollowing),
        };
    }

    // What has no end has no progress either, unless it is asked for.
    private ProgressMode ReadProgress(ParseResult command, bool isFollowing)
    {
        ProgressMode mode = Enum.Parse<ProgressMode>(command.GetValue(_progress)!, ignoreCase: true);
        return IsQuiet(command) || (isFollowing && mode == ProgressMode.Auto) ? ProgressMode.Never : mode;
    }

    private ReassemblyOptions? ReadReassembly(ParseResult command) => command.GetValue(_noReassembly) ? null : new ReassemblyOptions
    {
        MaxMessageBytes = command.GetValue(_maxMessageBytes),
        MaxPendingBytes = command.GetValue(_maxPendingBytes),
    };

    /// <summary>Reads a number within bounds.</summary>
    public static long ParseNumber(ArgumentResult result, long least, long most)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most)
            return value;

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be a whole number from {least} to {most}, and is '{text}'.");
        return least;
    }

    /// <summary>Reads a number that may have a fraction, within bounds.</summary>
    public static double ParseAmount(ArgumentResult result, double least, double most)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
            return value;

        string name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}, and is '{text}'."));
        return least;
    }

    /// <summary>Requires values that are not empty, as those of a variable that was never set are.</summary>
    public static void RequireText(OptionResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
            result.AddError($"{result.Option.Name} must not be empty.");
    }

    private static void RequireKnown(string variable, string[] values)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(value) && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            throw new ToolException(ExitCode.Usage, $"{variable} must be one of {string.Join(", ", values)}, and is '{value}'.");
    }

    // Free arguments swallow misspelt options; a file whose name starts so can be given as ./-name.
    private static void RejectMisspeltOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length > 1 && token.Value[0] == '-')
                result.AddError(UsageErrors.NoOption(token.Value, ((CommandResult)result.Parent!).Command));
        }
    }
}
