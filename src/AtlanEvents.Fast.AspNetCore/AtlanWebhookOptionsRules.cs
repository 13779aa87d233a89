namespace AtlanEvents.Fast.AspNetCore;

/// <summary>Checks options before an endpoint uses them.</summary>
internal static class AtlanWebhookOptionsRules
{
    /// <summary>The maximum length of a secret. Kestrel limits all headers together to 32 KiB.</summary>
    public const int MaxSecretLength = 8 * 1024;

    private const int MaxConcurrency = 1_024;

    /// <summary>Returns a sentence for each mistake. None contains a secret.</summary>
    public static IReadOnlyList<string> Check(AtlanWebhookOptions options)
    {
        List<string> mistakes = [.. CheckSecrets(options)];
        RequireRange(options.MaxBodyBytes, 1, EventReaderOptions.MaxLineBytesLimit, nameof(options.MaxBodyBytes));
        RequireRange(options.MaxMessageBytes, 1, Reassembly.ReassemblyOptions.MaxMessageBytesLimit, nameof(options.MaxMessageBytes));
        RequireRange(options.MaxInFlight, 1, int.MaxValue, nameof(options.MaxInFlight));
        RequireRange(options.Concurrency, 1, MaxConcurrency, nameof(options.Concurrency));
        if (options.RetryAfter < TimeSpan.FromSeconds(1) || options.RetryAfter > TimeSpan.FromDays(1))
            mistakes.Add("RetryAfter must be from one second to one day.");

        return mistakes;

        void RequireRange(int value, int min, int max, string name)
        {
            if (value < min || value > max)
                mistakes.Add($"{name} must be from {min} to {max}.");
        }
    }

    /// <summary>Returns a sentence for each mistake in what may change while the application runs.</summary>
    public static IEnumerable<string> CheckSecrets(AtlanWebhookOptions options)
    {
        if (options.SigningSecrets.Count == 0 && !options.AllowUnsigned)
            yield return "Set SigningSecrets to the secret that Atlan shows for the webhook, or AllowUnsigned.";

        if (options.SigningSecrets.Count > 0 && options.AllowUnsigned)
            yield return "AllowUnsigned makes SigningSecrets useless; set only one of them.";

        if (options.SigningSecrets.Any(secret => !IsHeaderValue(secret)))
        {
            yield return "SigningSecrets contains one that no header can have: it is empty or too long, starts or ends with a space, or "
                + "contains characters that are not printable ASCII.";
        }
    }

    // A header value may contain visible ASCII characters with spaces between them (RFC 9110 section 5.5).
    private static bool IsHeaderValue(string? secret)
        => secret is { Length: > 0 and <= MaxSecretLength }
            && secret[0] != ' '
            && secret[^1] != ' '
            && !secret.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
