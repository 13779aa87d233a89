using System.Globalization;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>Shows on standard error how far a run is.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows progress until the work is done, well or not. Does not throw what the work throws.</summary>
    public static async Task ShowWhileAsync(Task work, ProgressState state, ProgressMode mode)
    {
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

    /// <summary>The state in words, such as <c>1.2 GB, 1.7 M events, 0.9 GB/s, 1.3 M events/s, 0:12 left</c>.</summary>
    /// <remarks>Of a consumer that has something to say, that stands in the place of the rates: it sets the pace.</remarks>
    public static string Describe(ProgressState state)
    {
        double seconds = Math.Max(state.Elapsed.TotalSeconds, 1e-3);
        string pace = state.Consumer?.Progress
            ?? $"{Quantity.BytesPerSecond(state.Bytes / seconds)}  {Quantity.Count(state.Events / seconds)} events/s";
        string text = $"{Quantity.Bytes(state.Bytes)}  {Quantity.Count(state.Events)} events  {pace}";
        if (state.Length > 0)
            text = string.Create(CultureInfo.InvariantCulture, $"{100.0 * state.Position / state.Length.Value,3:F0} %  {text}");

        // When all was read, that says nothing about how long it takes to be handed on.
        return state.Remaining is { Ticks: > 0 } remaining ? $"{text}  {Quantity.Duration(remaining)} left" : text;
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
                        bar.Value = state.Length is null ? 0 : state.Position;
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
            await Console.Error.WriteLineAsync($"{Printable.Of(state.Name)}: {Describe(state)}").ConfigureAwait(false);
    }

    private static async Task<bool> IsDoneAfterAsync(Task work, TimeSpan time)
        => await Task.WhenAny(work, Task.Delay(time)).ConfigureAwait(false) == work;

    private static void ShowCursor(object? sender, EventArgs e) => Console.Error.Write("\e[?25h");
}
