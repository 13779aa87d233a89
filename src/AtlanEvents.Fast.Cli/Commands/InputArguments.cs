using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The arguments and options of every command that reads events.</summary>
internal sealed class InputArguments
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
        Description = "Files to read, in this order, or patterns: 'dumps/*.ndjson', '**/[0-9]*.gz'; or Kafka topics: "
            + "'kafka://host:port/topic?group=G&from=beginning&until=end'. Without any, or for -, standard input. "
            + "gzip and Zstandard are recognised by their content.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Keep reading as the last INPUT grows, and when it is truncated or replaced, until Ctrl-C. "
            + "It must be an uncompressed file or a topic.",
    };

    private readonly Option<string?> _kafkaConfig = OptionFactory.Text(
        "--kafka-config",
        "FILE",
        "Settings of the Kafka client, one name=value on a line, such as security.protocol=SASL_SSL and sasl.password=...");

    private readonly Option<int> _threads = OptionFactory.Threads();

    private readonly Option<string?> _engine = OptionFactory.Choice(
        "--engine",
        "NAME",
        "The parsing engine: auto, utf8json or fast. ATLAN_EVENTS_ENGINE sets the default.",
        defaultValue: "auto",
        s_engines);

    private readonly Option<int> _maxLineBytes = OptionFactory.Number(
        "--max-line-bytes",
        "Reject lines of more than N bytes.",
        EventReaderOptions.DefaultMaxLineBytes,
        min: 1,
        EventReaderOptions.MaxLineBytesLimit);

    private readonly Option<long?> _maxDecompressedBytes = OptionFactory.OptionalNumber(
        "--max-decompressed-bytes",
        "Stop when a compressed input decompresses to more than N bytes. No limit by default: memory is bounded anyway.",
        min: 0,
        long.MaxValue);

    private readonly Option<string[]> _unwrap = new("--unwrap")
    {
        Description = "Wrappers to remove from events: auto (all known ones), none, lambda, eventbridge or kafka-connect. May be repeated.",
        DefaultValueFactory = _ => ["auto"],
        HelpName = "WRAPPER",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _noReassembly = new("--no-reassembly")
    {
        Description = "Do not reassemble split messages or decompress compressed ones.",
    };

    private readonly Option<int> _maxMessageBytes = OptionFactory.Number(
        "--max-message-bytes",
        "Reject messages of more than N bytes after reassembly and decompression.",
        ReassemblyOptions.Default.MaxMessageBytes,
        min: 1,
        ReassemblyOptions.MaxMessageBytesLimit);

    private readonly Option<long> _maxPendingBytes = OptionFactory.Number(
        "--max-pending-bytes",
        "Keep at most N bytes of incomplete messages; the oldest are rejected first.",
        ReassemblyOptions.Default.MaxPendingBytes,
        min: 0,
        long.MaxValue);

    private readonly Option<string?> _deadLetter;

    private readonly Option<long?> _maxRejects = OptionFactory.OptionalNumber(
        "--max-rejects",
        "Stop when more than N lines are rejected. Without it, rejected lines are counted and skipped.",
        min: 0,
        long.MaxValue);

    private readonly Option<string?> _progress = OptionFactory.Choice(
        "--progress",
        "WHEN",
        "Show progress on standard error: auto (on a terminal, after a second), always, never, or json (one object per line).",
        defaultValue: "auto",
        [.. Enum.GetNames<ProgressMode>().Select(name => name.ToLowerInvariant())]);

    private readonly Option<string?> _metrics = OptionFactory.Text(
        "--metrics",
        "URL",
        "Show metrics for Prometheus at this loopback address while the inputs are read, such as http://127.0.0.1:9090.");

    private readonly Option<string?> _logFormat = OptionFactory.Choice(
        "--log-format",
        "FORMAT",
        "Messages on standard error as text, or as json: one object per line, with time.",
        defaultValue: "text",
        "text",
        "json");

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Write only errors to standard error." };

    private readonly Option<bool> _noColor = new("--no-color")
    {
        Description = "Do not use colours. Setting NO_COLOR in the environment has the same effect.",
    };

    /// <param name="deadLetterContent">What the dead letter keeps.</param>
    public InputArguments(string deadLetterContent = "rejected lines")
    {
        _deadLetter = OptionFactory.Text(
            "--dead-letter",
            "FILE",
            $"Write {deadLetterContent} to FILE, as JSON with position and reason. jq -r .raw restores the lines.");
        _inputs.Validators.Add(RejectMisspeltOptions);
        ValueRules.AllowOnly(_unwrap, [.. s_wrappers.Keys]);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_inputs);
        command.AddOptions(_follow, _deadLetter, _maxRejects, _progress, _quiet, _noColor, _unwrap, _noReassembly);
        command.AddOptions(_maxLineBytes, _maxMessageBytes, _maxPendingBytes, _maxDecompressedBytes, _threads, _engine, _metrics, _logFormat, _kafkaConfig);
    }

    public bool IsQuiet(ParseResult command) => command.GetValue(_quiet);

    public DeadLetterSettings ReadDeadLetter(ParseResult command)
        => new(command.GetValue(_deadLetter), command.GetValue(_maxRejects) ?? long.MaxValue);

    /// <summary>The progress mode. A followed input has no end, so it shows progress only on request.</summary>
    public ProgressMode ReadProgress(ParseResult command)
    {
        ProgressMode mode = Enum.Parse<ProgressMode>(command.GetValue(_progress)!, ignoreCase: true);
        bool isHidden = IsQuiet(command) || (command.GetValue(_follow) && mode == ProgressMode.Auto);
        return isHidden ? ProgressMode.Never : mode;
    }

    /// <exception cref="ToolException">An input is missing.</exception>
    public PumpSettings Read(ParseResult command)
    {
        TerminalConsole.IsColorOff |= command.GetValue(_noColor);
        ErrorMessage.IsJson = command.GetValue(_logFormat) == "json";
        string[] typed = command.GetValue(_inputs) ?? [];
        if (typed.Length == 0)
            typed = [InputAddress.StandardInput.Text];

        if (typed.Contains(InputAddress.StandardInput.Text) && !Console.IsInputRedirected)
            throw new ToolException(ExitCode.Usage, "no INPUT given, and standard input is a terminal; name a file, or pipe one in");

        InputAddress[] inputs = InputPaths.Expand(typed);
        InputPaths.RequireAll(inputs);
        bool isFollowing = command.GetValue(_follow);
        if (isFollowing)
            FollowedFile.Require(inputs[^1]);

        Dictionary<string, string> kafka = command.GetValue(_kafkaConfig) is string file ? KafkaSettings.Read(file) : [];
        RequireKnown("ATLAN_EVENTS_ENGINE", s_engines);
        RequireKnown("ATLAN_EVENTS_VECTOR_BITS", s_vectorBits);
        return new PumpSettings
        {
            Inputs = inputs,
            Topics = new TopicInputs(kafka),
            Metrics = command.GetValue(_metrics) is string address ? LoopbackServer.Parse(_metrics.Name, address) : null,
            IsQuiet = IsQuiet(command),
            Follow = !isFollowing ? null : IsQuiet(command) ? _ => { } : ErrorMessage.Write,

            // More threads would wait for each other: a partition is merged after all earlier ones.
            Threads = command.GetValue(_threads) is > 0 and int threads
                ? Math.Min(threads, Environment.ProcessorCount)
                : Environment.ProcessorCount,
            Engine = Enum.Parse<EventEngine>(command.GetValue(_engine)!, ignoreCase: true),
            MaxLineBytes = command.GetValue(_maxLineBytes),
            MaxDecompressedBytes = command.GetValue(_maxDecompressedBytes) ?? long.MaxValue,
            Reassembly = ReadReassembly(command),
            Unwrap = command.GetValue(_unwrap)!.Aggregate(EventWrappers.None, (all, name) => all | s_wrappers[name]),
        };
    }

    private ReassemblyOptions? ReadReassembly(ParseResult command) => command.GetValue(_noReassembly) ? null : new ReassemblyOptions
    {
        MaxMessageBytes = command.GetValue(_maxMessageBytes),
        MaxPendingBytes = command.GetValue(_maxPendingBytes),
    };

    private static void RequireKnown(string variable, string[] values)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(value) && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            throw new ToolException(ExitCode.Usage, $"{variable} must be one of {string.Join(", ", values)}, not '{value}'");
    }

    // Free arguments accept misspelt options. A file with such a name can be given as ./-name.
    private static void RejectMisspeltOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length > 1 && token.Value[0] == '-')
                result.AddError(UsageErrors.UnknownOption(token.Value, ((CommandResult)result.Parent!).Command));
        }
    }
}
