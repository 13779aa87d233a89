using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Reporting;

/// <summary>When and how progress is shown on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>On a terminal, for runs of more than a second.</summary>
    Auto,

    /// <summary>From the start; one line per second where standard error is not a terminal.</summary>
    Always,

    Never,

    /// <summary>For programs: <see cref="ProgressJson"/>.</summary>
    Json,
}

/// <summary>Shows the progress of a run on standard error.</summary>
internal static class ProgressDisplay
{
    // Spectre hides a full bar as completed.
    private const double MaxBarShare = 0.999;

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a pump and shows its progress.</summary>
    public static async Task<RunResult> RunAsync(EventPump pump, StopSignal stop, ProgressMode mode)
    {
        Task<RunResult> run = pump.RunAsync(stop);
        await ShowWhileAsync(run, pump.Progress, mode).ConfigureAwait(false);
        return await run.ConfigureAwait(false);
    }

    /// <summary>Describes progress in words, such as <c>45 %  1.20 GB  1.70 M events  0.91 GB/s  1.31 M events/s  0:12 left</c>.</summary>
    /// <remarks>
    /// If events are delivered, the state of the delivery replaces bytes and rates, which would not fit into 80 columns:
    /// <c>45 %  1.70 M events  1.69 M acknowledged, 512 in flight  0:12 left</c>.
    /// </remarks>
    public static string Describe(PumpProgress progress)
    {
        string events = $"{Quantity.Count(progress.Events)} events";
        string text = progress.Delivery is DeliveryCounts delivery
            ? $"{events}  {Describe(delivery, progress.Status)}"
            : $"{Quantity.Bytes(progress.Bytes)}  {events}  {Quantity.BytesPerSecond(progress.BytesPerSecond)}  "
                + $"{Quantity.Count(progress.EventsPerSecond)} events/s";
        if (progress.Rejected > 0)
            text = $"{text}  {Quantity.Count(progress.Rejected)} rejected";

        if (progress.Length is long length and > 0)
            text = string.Create(CultureInfo.InvariantCulture, $"{100.0 * progress.Finished / length,3:F0} %  {text}");

        // Zero once everything is read, when deliveries may still take any time.
        return progress.Remaining is { Ticks: > 0 } remaining ? $"{text}  {Quantity.Duration(remaining)} left" : text;
    }

    private static string Describe(DeliveryCounts delivery, string? status)
    {
        string acknowledged = status ?? $"{Quantity.Count(delivery.Acknowledged)} acknowledged";
        return delivery.InFlight > 0 ? $"{acknowledged}, {Quantity.Count(delivery.InFlight)} in flight" : acknowledged;
    }

    private static async Task ShowWhileAsync(Task run, PumpProgress progress, ProgressMode mode)
    {
        if (mode == ProgressMode.Json)
        {
            await ProgressJson.WriteWhileAsync(run, progress).ConfigureAwait(false);
            return;
        }

        bool isLive = TerminalConsole.IsLive(Console.IsErrorRedirected);
        if (mode == ProgressMode.Never || (mode == ProgressMode.Auto && !isLive))
            return;

        // Short runs show no bar: it would disappear before anyone could read it.
        if (mode == ProgressMode.Auto && await IsDoneWithinAsync(run, s_delay).ConfigureAwait(false))
            return;

        if (isLive)
            await ShowBarAsync(run, progress).ConfigureAwait(false);
        else
            await WriteLinesAsync(run, progress).ConfigureAwait(false);
    }

    private static async Task ShowBarAsync(Task run, PumpProgress progress)
    {
        // The bar hides the cursor, which must reappear even if a second signal ends the process.
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        try
        {
            IAnsiConsole console = TerminalConsole.Create(Console.Error, isLive: true);
            await console.Progress()
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(new ProgressBarColumn { Width = 24 }, new TextColumn(progress))
                .StartAsync(async context =>
                {
                    ProgressTask bar = context.AddTask("Reading", maxValue: progress.Length ?? 1);
                    bar.IsIndeterminate = progress.Length is null;
                    while (!await IsDoneWithinAsync(run, s_frame).ConfigureAwait(false))
                        bar.Value = progress.Length is long length ? Math.Min(progress.Finished, MaxBarShare * length) : 0;
                })
                .ConfigureAwait(false);
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
        }
    }

    private static async Task WriteLinesAsync(Task run, PumpProgress progress)
    {
        while (!await IsDoneWithinAsync(run, s_delay).ConfigureAwait(false))
        {
            string input = Printable.Of(progress.InputName ?? "opening");
            await Console.Error.WriteLineAsync($"{input}: {Describe(progress)}").ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsDoneWithinAsync(Task run, TimeSpan time)
        => await Task.WhenAny(run, Task.Delay(time)).ConfigureAwait(false) == run;

    private static void ShowCursor(object? sender, EventArgs e) => Console.Error.Write("\e[?25h");

    private sealed class TextColumn(PumpProgress progress) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Describe(progress));
    }
}
