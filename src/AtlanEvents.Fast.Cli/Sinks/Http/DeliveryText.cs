using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The messages about a delivery. None contains the secret, the path of the address, or content of an event.</summary>
internal static class DeliveryText
{
    /// <summary>The state of a running delivery, such as <c>1.21 k delivered, 3 refused</c>.</summary>
    public static string Status(DeliveryState state, long refused)
    {
        string text = $"{Quantity.Count(state.Delivered)} delivered";
        if (refused > 0)
            text = $"{text}, {Quantity.Count(refused)} refused";

        return state.IsDown ? $"{text}, waiting: {state.LastFailure?.Reason}" : text;
    }

    /// <summary>The result of a delivery.</summary>
    /// <param name="settings">The receiver.</param>
    /// <param name="state">The state of the delivery.</param>
    /// <param name="events">The number of events read.</param>
    /// <param name="refused">The number of refused events.</param>
    /// <param name="firstUnsent">The position of the first event to send again, if there is one and earlier events were delivered.</param>
    public static string Summary(HttpSinkSettings settings, DeliveryState state, long events, long refused, EventPosition? firstUnsent)
    {
        string text = $"{Quantity.Exact(state.Delivered)} of {Quantity.Exact(events)} events delivered to {Printable.Of(settings.Name)}";
        if (refused > 0)
            text += $", {Quantity.Exact(refused)} refused";

        if (state.Retries > 0)
            text += state.Retries == 1 ? ", 1 request repeated" : $", {Quantity.Exact(state.Retries)} requests repeated";

        // A message of a topic says nothing of the other partitions.
        return firstUnsent is EventPosition { IsMessage: false } first
            ? $"{text}. All events before line {Number(first.LineNumber)} of {Printable.Of(first.Input)} were delivered or refused."
            : $"{text}.";
    }

    /// <summary>The circuit opened.</summary>
    public static string Down(HttpSinkSettings settings, DeliveryFailure failure)
    {
        string time = settings.GiveUpAfter == TimeSpan.MaxValue ? "" : $" for up to {Quantity.Seconds(settings.GiveUpAfter)}";
        return $"{settings.Name} does not accept events: {failure.Reason}. Retrying{time}.";
    }

    /// <summary>The circuit closed again.</summary>
    public static string Up(HttpSinkSettings settings) => $"{settings.Name} accepts events again.";

    /// <summary>An event was retried for as long as allowed.</summary>
    /// <param name="settings">The receiver.</param>
    /// <param name="failure">The last failure.</param>
    /// <param name="isPermanent">Whether a retry could not help, so that there was none.</param>
    public static string GivenUp(HttpSinkSettings settings, DeliveryFailure? failure, bool isPermanent)
    {
        string time = isPermanent ? "" : $" for {Quantity.Seconds(settings.GiveUpAfter)}";
        return $"stopped: {settings.Name} did not accept an event{time}: {failure?.Reason}. {failure?.Advice} Then run the command again.";
    }

    /// <summary>The receiver rejects the credentials.</summary>
    public static string Unauthorized(HttpSinkSettings settings, int status)
    {
        string advice = settings.Secret is null
            ? "No secret was given: use --secret-env NAME or --secret-file FILE."
            : "Check the secret given by --secret-env or --secret-file.";
        return $"stopped: {settings.Name} denied access with status {Number(status)}. {advice}";
    }

    /// <summary>The secret is sent over plain HTTP.</summary>
    public static string Unencrypted(HttpSinkSettings settings)
        => $"warning: the secret is sent to {settings.Name} unencrypted; use https:// to encrypt it";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
