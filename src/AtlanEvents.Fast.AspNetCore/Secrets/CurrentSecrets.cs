using AtlanEvents.Fast.AspNetCore.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AtlanEvents.Fast.AspNetCore.Secrets;

/// <summary>The secrets of the current options. Options that became invalid do not replace them.</summary>
internal sealed class CurrentSecrets : IDisposable
{
    private readonly ILogger _log;
    private readonly IDisposable? _registration;

    // Null if requests need no secret.
    private volatile SecretSet? _secrets;

    public CurrentSecrets(IOptionsMonitor<AtlanWebhookOptions> options, ILogger<CurrentSecrets> log)
    {
        _log = log;
        Set(options.CurrentValue);
        _registration = options.OnChange(Change);
    }

    /// <summary>Whether requests need a secret.</summary>
    public bool AreRequired => _secrets is not null;

    /// <summary>Whether a request with this secret is from Atlan.</summary>
    public bool Accept(StringValues header)
    {
        SecretSet? secrets = _secrets;
        return secrets is null || secrets.Contains(header);
    }

    public void Dispose() => _registration?.Dispose();

    private void Change(AtlanWebhookOptions options)
    {
        if (AtlanWebhookOptionsRules.CheckSecrets(options).FirstOrDefault() is string mistake)
        {
            Log.SecretsKept(_log, mistake);
            return;
        }

        Set(options);
        Log.SecretsChanged(_log, options.SigningSecrets.Count);
    }

    private void Set(AtlanWebhookOptions options) => _secrets = options.AllowUnsigned ? null : new SecretSet(options.SigningSecrets);
}
