using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AtlanEvents.Fast.Cli.Receiving.Secrets;

/// <summary>
/// The secrets that are valid: that of an environment variable, or the lines of a file, which is read again when it changes.
/// </summary>
internal sealed class ReceiverSecrets
    : IConfigureOptions<AtlanWebhookOptions>, IOptionsChangeTokenSource<AtlanWebhookOptions>, IDisposable
{
    // In characters; much more than a rotation needs.
    private const int MaxFileLength = 64 * 1024;

    private readonly ILogger _log;
    private readonly string? _variable;
    private readonly string? _file;
    private readonly PhysicalFileProvider? _folder;

    private ReceiverSecrets(string? variable, string? file, ILogger log)
    {
        _log = log;
        _variable = variable;
        _file = file is null ? null : Path.GetFullPath(file);

        // Files of secrets are often links to links, whose changes the system does not report.
        if (_file is not null)
            _folder = new PhysicalFileProvider(Path.GetDirectoryName(_file)!) { UsePollingFileWatcher = true, UseActivePolling = true };
    }

    public string Name => Options.DefaultName;

    /// <param name="variable">The environment variable that has a secret.</param>
    /// <param name="file">The file that has a secret in each line.</param>
    /// <param name="log">Receives messages for the user.</param>
    /// <exception cref="ToolException">Not exactly one is given, or the secrets cannot be read.</exception>
    public static ReceiverSecrets Open(string? variable, string? file, ILogger log)
    {
        if ((variable is null) == (file is null))
        {
            throw new ToolException(
                ExitCode.Usage,
                "the secret that Atlan shows for the webhook is needed: use --secret-file FILE or --secret-env NAME; "
                    + "or --unsigned, if something else authenticates requests");
        }

        var secrets = new ReceiverSecrets(variable, file, log);
        if (secrets.Read().Count > 0)
            return secrets;

        secrets.Dispose();
        string source = file ?? $"the environment variable {variable}";
        throw new ToolException(ExitCode.Usage, $"there is no secret in {source}: it is empty or not set");
    }

    public void Configure(AtlanWebhookOptions options)
    {
        try
        {
            foreach (string secret in Read())
                options.SigningSecrets.Add(secret);
        }
        catch (ToolException exception)
        {
            // The secrets so far stay valid.
            ReceiveLog.CannotReadSecrets(_log, exception.Message);
        }
    }

    public IChangeToken GetChangeToken() => _folder?.Watch(Path.GetFileName(_file)!) ?? new CancellationChangeToken(CancellationToken.None);

    public void Dispose() => _folder?.Dispose();

    private List<string> Read()
    {
        if (_file is null)
            return Environment.GetEnvironmentVariable(_variable!) is { Length: > 0 } secret ? [secret] : [];

        try
        {
            // The reader skips a byte order mark.
            using var reader = new StreamReader(_file);
            char[] content = new char[MaxFileLength + 1];
            int length = reader.ReadBlock(content);
            if (length > MaxFileLength)
                throw new ToolException(ExitCode.Usage, $"{_file} is longer than {MaxFileLength} characters, so it is no file of secrets");

            string[] lines = new string(content, 0, length).Split('\n');
            return [.. lines.Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot read {_file}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
