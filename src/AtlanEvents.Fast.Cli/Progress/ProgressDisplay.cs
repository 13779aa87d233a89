using System.Globalization;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>Shows on standard error how far a run is.</summary>
internal static class ProgressDisplay
{
    // A bar that is full is taken for done, and hidden.
    private const double MostOfBar = 0.999;

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows progress until the work is done, well or not. Does not throw what the work throws.</summary>
    public static async Task ShowWhileAsync(Task work, ProgressState state, ProgressMode mode)
    {
        if (mode == ProgressMode.Json)
        {
            await ProgressJson.WriteWhileAsync(work, state).ConfigureAwait(false);
            return;
        }

        bool isLive = TerminalConsole.IsLive(Console.IsErrorRedirected);
        if (mode == ProgressMode.Never || (mode == ProgressMode.Auto && !isLive))
            return;

        // A bar that is gone before it can be read is noise.
        if (mode == ProgressMode.Auto && await IsDoneAfterAsync(work, s_delay).ConfigureAwait(false))
            return;

        if (isLive)
            await ShowBarAsync(work, state).ConfigureAwait(false);
        else
            await WriteLinesAsync(work, state).ConfigureAwait(false);
    }

    /// <summary>The state in words, such as <c>45 %  1.20 GB  1.70 M events  0.91 GB/s  1.31 M events/s  0:12 left</c>.</summary>
    /// <remarks>
    /// Where events are handed on, what became of them stands in the place of bytes and rates, for which a line of 80 has no room:
    /// <c>45 %  1.70 M events  1.69 M acknowledged, 512 in flight  0:12 left</c>.
    /// </remarks>
    public static string Describe(ProgressState state)
    {
        string events = $"{Quantity.Count(state.Events)} events";
        string text = state.Delivery is Delivery delivery
            ? $"{events}  {Describe(delivery, state.Consumer?.Progress)}"
            : $"{Quantity.Bytes(state.Bytes)}  {events}  {Quantity.BytesPerSecond(state.BytesPerSecond)}  {Quantity.Count(state.EventsPerSecond)} events/s";
        if (state.Rejected > 0)
            text = $"{text}  {Quantity.Count(state.Rejected)} rejected";

        if (state.Length > 0)
            text = string.Create(CultureInfo.InvariantCulture, $"{100.0 * state.Done / state.Length.Value,3:F0} %  {text}");

        // When all was read, that says nothing about how long it takes to be handed on.
        return state.Remaining is { Ticks: > 0 } remaining ? $"{text}  {Quantity.Duration(remaining)} left" : text;
    }

    // Who hands events on may have words of its own.
    private static string Describe(Delivery delivery, string? words)
    {
        string acknowledged = words ?? $"{Quantity.Count(delivery.Acknowledged)} acknowledged";
        return delivery.InFlight > 0 ? $"{acknowledged}, {Quantity.Count(delivery.InFlight)} in flight" : acknowledged;
    }

    private static async Task ShowBarAsync(Task work, ProgressState state)
    {
        // The display hides the cursor; a process that a second signal ends must not leave it hidden.
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        try
        {
            IAnsiConsole console = TerminalConsole.Create(Console.Error, isLive: true);
            await console.Progress()
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(new ProgressBarColumn { Width = 24 }, new StateColumn(state))
                .StartAsync(async context =>
                {
                    ProgressTask bar = context.AddTask("Reading", maxValue: state.Length ?? 1);
                    bar.IsIndeterminate = state.Length is null;
                    while (!await IsDoneAfterAsync(work, s_frame).ConfigureAwait(false))
                        bar.Value = state.Length is null ? 0 : Math.Min(state.Done, MostOfBar * state.Length.Value);
                })
                .ConfigureAwait(false);
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
        }
    }

    private static async Task WriteLinesAsync(Task work, ProgressState state)
    {
        while (!await IsDoneAfterAsync(work, s_delay).ConfigureAwait(false))
            await Console.Error.WriteLineAsync($"{Printable.Of(state.Name ?? "opening")}: {Describe(state)}").ConfigureAwait(false);
    }

    private static async Task<bool> IsDoneAfterAsync(Task work, TimeSpan time)
        => await Task.WhenAny(work, Task.Delay(time)).ConfigureAwait(false) == work;

    private static void ShowCursor(object? sender, EventArgs e) => Console.Error.Write("\e[?25h");
}
