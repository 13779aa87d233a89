using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Receiving;
using AtlanEvents.Fast.Cli.Receiving.Files;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using AtlanEvents.Fast.Cli.Receiving.Secrets;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;
using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events receive</c>: receive webhooks, and store or forward them.</summary>
internal sealed class ReceiveCommand
{
    private const int MaxSeconds = 366 * 24 * 3600;
    private const int ForwardingConcurrency = 64;

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address to receive at: http:// or https://, an IP address of this machine, a port and a path.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "The destination: a file to append to, synced before a request is answered; http(s)://... for another receiver, or "
            + "kafka://host:port/topic, which must accept an event before it is answered.",
        HelpName = "FILE|URL",
        Required = true,
    };

    private readonly Option<string?> _secretEnv = OptionFactory.Text(
        "--secret-env", "NAME", "The environment variable that has the value of x-atlan-signing-secret.");

    private readonly Option<string?> _secretFile = OptionFactory.Text(
        "--secret-file", "FILE", "The file that has it. Several lines are several valid secrets. The file is read again when it changes.");

    private readonly Option<bool> _unsigned = new("--unsigned")
    {
        Description = "Need no secret, because something else authenticates requests. Those of web pages are refused.",
    };

    private readonly Option<string?> _certificate = OptionFactory.Text(
        "--tls-certificate", "FILE", "For https://: the certificate in PEM, followed by those of its issuers.");

    private readonly Option<string?> _key = OptionFactory.Text(
        "--tls-key", "FILE", "For https://: the private key of the certificate in PEM.");

    private readonly Option<long?> _rotateBytes = OptionFactory.OptionalNumber(
        "--rotate-bytes", "Rename the file when it has BYTES, and continue with a new one.", 1, long.MaxValue, "BYTES");

    private readonly Option<double?> _rotateInterval = OptionFactory.OptionalNumber(
        "--rotate-interval", "Rename the file SECONDS after its first message.", 0.1, MaxSeconds, "SECONDS");

    private readonly Option<bool> _compressRotated = new("--compress-rotated")
    {
        Description = "Compress renamed files with Zstandard.",
    };

    private readonly Option<string?> _toSecretEnv = OptionFactory.Text(
        "--to-secret-env", "NAME", "For a receiver: the environment variable whose value is sent as x-atlan-signing-secret.");

    private readonly Option<string?> _toSecretFile = OptionFactory.Text(
        "--to-secret-file", "FILE", "For a receiver: the file whose first line is sent as x-atlan-signing-secret.");

    private readonly Option<string?> _deadLetter = OptionFactory.Text(
        "--dead-letter", "FILE", "For a receiver: append the events that it refuses to FILE.");

    private readonly Option<string?> _kafkaConfig = OptionFactory.Text(
        "--kafka-config", "FILE", "Settings of the Kafka client, one name=value on a line.");

    private readonly Option<double> _maxWait = OptionFactory.Number(
        "--max-wait",
        "For a receiver or topic: how long a request waits for it, and then asks to send again (503).",
        DestinationSettings.DefaultMaxWait.TotalSeconds,
        min: 0.1,
        max: 3600,
        "SECONDS");

    private readonly Option<string?> _status = OptionFactory.Text(
        "--status", "URL", "Show a status page, health checks and metrics at this loopback address, such as http://127.0.0.1:9090.");

    private readonly Option<int> _maxBodyBytes = OptionFactory.Number(
        "--max-body-bytes",
        "Refuse longer bodies.",
        EventReaderOptions.DefaultMaxLineBytes,
        min: 1,
        EventReaderOptions.MaxLineBytesLimit,
        "BYTES");

    private readonly Option<int> _maxConnections = OptionFactory.Number(
        "--max-connections", "Close further connections.", ReceiveSettings.DefaultMaxConnections, min: 1, max: 1_000_000);

    private readonly Option<int> _maxInFlight = OptionFactory.Number(
        "--max-in-flight",
        "Ask to send again (503) while more requests are being read and written.",
        new AtlanWebhookOptions().MaxInFlight,
        min: 1,
        max: 1_000_000);

    private readonly Option<int?> _maxRate = OptionFactory.OptionalNumber(
        "--max-rate", "Refuse (429) more than N requests per second. No limit by default.", 1, 10_000_000);

    private readonly Option<string?> _logFormat = OptionFactory.Choice(
        "--log-format",
        "FORMAT",
        "Messages on standard error as text, or as json with time and level, one object per line.",
        LogFormat.Text,
        LogFormat.Text,
        LogFormat.Json);

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write only errors to standard error." };

    private readonly StopSignal _stop;

    private ReceiveCommand(StopSignal stop)
    {
        _stop = stop;
        _listen.Validators.Add(ValueRules.RejectEmpty);
        _to.Validators.Add(ValueRules.RejectEmpty);
    }

    public static Command Create(StopSignal stop)
    {
        var receive = new ReceiveCommand(stop);
        const string Description =
            "Receive webhooks of Atlan, and answer them when they are in a file, or accepted by another receiver or a topic.";
        var command = new Command("receive", Description)
        {
            receive._listen, receive._to, receive._secretEnv, receive._secretFile, receive._unsigned, receive._certificate, receive._key,
            receive._rotateBytes, receive._rotateInterval, receive._compressRotated, receive._toSecretEnv, receive._toSecretFile,
            receive._deadLetter, receive._kafkaConfig, receive._maxWait, receive._maxBodyBytes, receive._maxConnections,
            receive._maxInFlight, receive._maxRate, receive._status, receive._logFormat, receive._quiet,
        };
        command.SetAction((parsed, _) => receive.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        ListenAddress listen = ListenAddress.Parse(_listen.Name, command.GetValue(_listen)!);
        DestinationSettings destination = ReadDestination(command);
        X509Certificate2Collection? certificates = ReadCertificates(command, listen);
        string? secretFile = command.GetValue(_secretFile);
        string? output = destination.File?.Path ?? destination.DeadLetter;
        string?[] inputs = [secretFile, command.GetValue(_certificate), command.GetValue(_key), command.GetValue(_toSecretFile)];
        OutputConflicts.Reject(inputs.OfType<string>().Select(input => new InputAddress(input)), output);
        string format = command.GetValue(_logFormat)!;
        ErrorMessage.IsJson = format == LogFormat.Json;
        using ILoggerFactory logs = LogFormat.Create(format, command.GetValue(_quiet));
        using ReceiverSecrets? secrets = ReadSecrets(command, secretFile, logs);
        using IDisposable? fileLock = output is null ? null : FileLock.Take(output);
        var settings = new ReceiveSettings
        {
            Listen = listen,
            Secrets = secrets,
            Destination = destination,
            Certificates = certificates,
            Status = ReadStatus(command),
            MaxBodyBytes = command.GetValue(_maxBodyBytes),
            MaxConnections = command.GetValue(_maxConnections),
            MaxInFlight = command.GetValue(_maxInFlight),
            MaxRate = command.GetValue(_maxRate),
        };
        return await ReceiveRun.RunAsync(settings, logs, _stop);
    }

    // The page needs no password, so only this machine may see it.
    private ListenAddress? ReadStatus(ParseResult command)
        => command.GetValue(_status) is string text ? LoopbackServer.Parse(_status.Name, text) : null;

    private DestinationSettings ReadDestination(ParseResult command)
    {
        string to = command.GetValue(_to)!;
        SinkKind kind = SinkFactory.KindOf(to);
        RejectUnless(kind == SinkKind.File, command, "a FILE", _rotateBytes, _rotateInterval, _compressRotated);
        RejectUnless(kind == SinkKind.Http, command, "http:// or https://", _toSecretEnv, _toSecretFile, _deadLetter);
        RejectUnless(kind == SinkKind.Topic, command, "kafka://", _kafkaConfig);
        RejectUnless(kind is SinkKind.Http or SinkKind.Topic, command, "http://, https:// or kafka://", _maxWait);
        var settings = new DestinationSettings { Name = to, MaxWait = TimeSpan.FromSeconds(command.GetValue(_maxWait)) };
        return kind switch
        {
            SinkKind.File => settings with { File = ReadFile(command, to) },
            SinkKind.Http => ReadReceiver(command, to, settings),
            SinkKind.Topic => ReadTopic(command, to, settings),
            _ => throw new ToolException(ExitCode.Usage, "--to of receive must be a FILE, or an http://, https:// or kafka:// address"),
        };
    }

    private DestinationSettings ReadReceiver(ParseResult command, string to, DestinationSettings settings)
    {
        if (command.GetValue(_deadLetter) is not string deadLetter)
            throw new ToolException(ExitCode.Usage, "--to http(s)://... needs --dead-letter FILE for the events that the receiver refuses");

        string? variable = command.GetValue(_toSecretEnv);
        string? file = command.GetValue(_toSecretFile);
        if (variable is not null && file is not null)
            throw new ToolException(ExitCode.Usage, "--to-secret-env and --to-secret-file cannot be used together");

        var http = new HttpSinkSettings
        {
            Address = HttpSinkSettings.ParseAddress(to),
            Secret = SigningSecret.Read(variable, file),
            Concurrency = ForwardingConcurrency,
            GiveUpAfter = DestinationSettings.GiveUpAfter,
            IsQuiet = command.GetValue(_quiet),
        };
        return settings with { Name = http.Name, Http = http, DeadLetter = deadLetter };
    }

    private DestinationSettings ReadTopic(ParseResult command, string to, DestinationSettings settings)
    {
        Dictionary<string, string> client = command.GetValue(_kafkaConfig) is string file ? KafkaSettings.Read(file) : [];
        var topic = new TopicSinkSettings(TopicAddress.ParseDestination(to), client, DestinationSettings.GiveUpAfter);
        return settings with { Name = topic.Address.Name, Topic = topic };
    }

    private static void RejectUnless(bool isAllowed, ParseResult command, string destination, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            if (!isAllowed && command.GetResult(option) is { Implicit: false })
                throw new ToolException(ExitCode.Usage, $"{option.Name} can be used only with --to {destination}");
        }
    }

    private FileSettings ReadFile(ParseResult command, string path)
    {
        long? maxBytes = command.GetValue(_rotateBytes);
        double? maxAge = command.GetValue(_rotateInterval);
        bool compressRotated = command.GetValue(_compressRotated);
        if (compressRotated && maxBytes is null && maxAge is null)
            throw new ToolException(ExitCode.Usage, "--compress-rotated needs --rotate-bytes or --rotate-interval");

        return new FileSettings
        {
            Path = path,
            MaxBytes = maxBytes ?? long.MaxValue,
            MaxAge = maxAge is double seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue,
            CompressRotated = compressRotated,
        };
    }

    private ReceiverSecrets? ReadSecrets(ParseResult command, string? secretFile, ILoggerFactory logs)
    {
        string? variable = command.GetValue(_secretEnv);
        if (!command.GetValue(_unsigned))
            return ReceiverSecrets.Open(variable, secretFile, logs.CreateLogger<ReceiverSecrets>());

        return variable is null && secretFile is null
            ? null
            : throw new ToolException(ExitCode.Usage, "--unsigned cannot be used with a secret");
    }

    private X509Certificate2Collection? ReadCertificates(ParseResult command, ListenAddress listen)
    {
        string? certificate = command.GetValue(_certificate);
        string? key = command.GetValue(_key);
        if (!listen.IsHttps && certificate is null && key is null)
            return null;

        if (!listen.IsHttps || certificate is null || key is null)
            throw new ToolException(ExitCode.Usage, "--tls-certificate and --tls-key are needed for --listen https://..., and only there");

        try
        {
            var issuers = new X509Certificate2Collection();
            issuers.ImportFromPemFile(certificate);
            return [X509Certificate2.CreateFromPemFile(certificate, key), .. issuers.Skip(1)];
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.NoInput, $"cannot read the certificate {certificate} and key {key}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
