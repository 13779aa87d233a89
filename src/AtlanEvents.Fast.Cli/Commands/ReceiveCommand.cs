using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Receiving;
using AtlanEvents.Fast.Cli.Receiving.Files;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using AtlanEvents.Fast.Cli.Receiving.Secrets;
using AtlanEvents.Fast.Cli.Replaying;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events receive</c>: receive webhooks, and append them to a file.</summary>
internal sealed class ReceiveCommand
{
    private const int MaxSeconds = 366 * 24 * 3600;

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address to receive at: http:// or https://, an IP address of this machine, a port and a path.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "The file to append to, one message per line. It is synced before a request is answered.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _secretEnv = OptionFactory.Text(
        "--secret-env", "NAME", "The environment variable that has the value of x-atlan-signing-secret.");

    private readonly Option<string?> _secretFile = OptionFactory.Text(
        "--secret-file", "FILE", "The file that has it. Several lines are several valid secrets. The file is read again when it changes.");

    private readonly Option<bool> _unsigned = new("--unsigned")
    {
        Description = "Need no secret, because something else authenticates requests.",
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
        var command = new Command("receive", "Receive webhooks of Atlan, and append them to a file before they are answered.")
        {
            receive._listen, receive._to, receive._secretEnv, receive._secretFile, receive._unsigned, receive._certificate, receive._key,
            receive._rotateBytes, receive._rotateInterval, receive._compressRotated, receive._maxBodyBytes, receive._maxConnections,
            receive._maxInFlight, receive._maxRate, receive._logFormat, receive._quiet,
        };
        command.SetAction((parsed, _) => receive.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        ListenAddress listen = ListenAddress.Parse(_listen.Name, command.GetValue(_listen)!);
        FileSettings file = ReadFile(command);
        X509Certificate2Collection? certificates = ReadCertificates(command, listen);
        string? secretFile = command.GetValue(_secretFile);
        string?[] inputs = [secretFile, command.GetValue(_certificate), command.GetValue(_key)];
        OutputConflicts.Reject(inputs.OfType<string>().Select(input => new InputAddress(input)), file.Path);
        using ILoggerFactory logs = LogFormat.Create(command.GetValue(_logFormat)!, command.GetValue(_quiet));
        using ReceiverSecrets? secrets = ReadSecrets(command, secretFile, logs);
        using IDisposable fileLock = Platform.FileLock.Take(file.Path);
        var settings = new ReceiveSettings
        {
            Listen = listen,
            Secrets = secrets,
            File = file,
            Certificates = certificates,
            MaxBodyBytes = command.GetValue(_maxBodyBytes),
            MaxConnections = command.GetValue(_maxConnections),
            MaxInFlight = command.GetValue(_maxInFlight),
            MaxRate = command.GetValue(_maxRate),
        };
        return await ReceiveRun.RunAsync(settings, logs, _stop);
    }

    private FileSettings ReadFile(ParseResult command)
    {
        string to = command.GetValue(_to)!;
        if (SinkFactory.KindOf(to) != SinkKind.File)
            throw new ToolException(ExitCode.Usage, "--to of receive must be a FILE");

        long? maxBytes = command.GetValue(_rotateBytes);
        double? maxAge = command.GetValue(_rotateInterval);
        bool compressRotated = command.GetValue(_compressRotated);
        if (compressRotated && maxBytes is null && maxAge is null)
            throw new ToolException(ExitCode.Usage, "--compress-rotated needs --rotate-bytes or --rotate-interval");

        return new FileSettings
        {
            Path = to,
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
