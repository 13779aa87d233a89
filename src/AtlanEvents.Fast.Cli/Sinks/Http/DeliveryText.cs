using System.Globalization;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks.Http.Sending;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>What is said about a delivery. Neither the secret, nor the path of the address, nor anything of an event is ever part of it.</summary>
internal static class DeliveryText
{
    /// <summary>While it runs, such as <c>1.21 k taken, 3 refused</c>.</summary>
    public static string Progress(DeliveryState state, long refused)
    {
        string text = $"{Quantity.Count(state.Taken)} taken";
        if (refused > 0)
            text = $"{text}, {Quantity.Count(refused)} refused";

        return state.IsDown ? $"{text}, waiting: {state.LastTrouble?.Reason}" : text;
    }

    /// <summary>At the end.</summary>
    /// <param name="options">The receiver.</param>
    /// <param name="state">What it took.</param>
    /// <param name="events">How many events were read.</param>
    /// <param name="refused">How many it refused.</param>
    /// <param name="firstOpen">Where the first event stands that has to be sent again; if any, and if it is not the very first.</param>
    public static string Summary(HttpSinkOptions options, DeliveryState state, long events, long refused, EventPosition? firstOpen)
    {
        string text = $"{Quantity.Exact(state.Taken)} of {Quantity.Exact(events)} events taken by {Printable.Of(options.Name)}";
        if (refused > 0)
            text += $", {Quantity.Exact(refused)} refused";

        if (state.Retries > 0)
            text += state.Retries == 1 ? ", 1 request repeated" : $", {Quantity.Exact(state.Retries)} requests repeated";

        return firstOpen is EventPosition first
            ? $"{text}. Nothing before line {Number(first.LineNumber)} of {Printable.Of(first.Input)} has to be sent again."
            : $"{text}.";
    }

    /// <summary>The circuit broke.</summary>
    public static string Down(HttpSinkOptions options, Trouble trouble)
        => $"{options.Name} does not take events: {trouble.Reason}. Trying again for up to {Quantity.Seconds(options.GiveUpAfter)}.";

    /// <summary>The circuit is whole again.</summary>
    public static string Up(HttpSinkOptions options) => $"{options.Name} takes events again.";

    /// <summary>An event was tried for as long as it may be.</summary>
    /// <param name="options">The receiver.</param>
    /// <param name="trouble">What the last attempt met with.</param>
    /// <param name="isFinal">It was the only attempt, since another would have met with the same.</param>
    public static string GivenUp(HttpSinkOptions options, Trouble? trouble, bool isFinal)
    {
        string time = isFinal ? "" : $" for {Quantity.Seconds(options.GiveUpAfter)}";
        return $"stopped: {options.Name} did not take an event{time}: {trouble?.Reason}. {trouble?.Advice} Then run it again.";
    }

    /// <summary>The receiver answers that it does not know us.</summary>
    public static string NotLetIn(HttpSinkOptions options, int status)
    {
        string advice = options.Secret is null
            ? "No secret was given: --secret-env NAME or --secret-file FILE sends one."
            : "Check the secret that --secret-env or --secret-file gives.";
        return $"stopped: {options.Name} does not let us in, it answered {Number(status)}. {advice}";
    }

    /// <summary>The secret can be read on its way.</summary>
    public static string Unencrypted(HttpSinkOptions options)
        => $"the secret goes to {options.Name} unencrypted; to https:// it would not.";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
