using System.Collections.Concurrent;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Statistics.Live;

/// <summary>Redraws statistics in place on a terminal while inputs are followed.</summary>
internal sealed class LiveView
{
    private const int MaxRows = 5;
    private const string InterruptMark = "^C";

    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _messages = new();
    private readonly RateHistory _rates = new();
    private readonly LiveStatistics _statistics;
    private TimeSpan _sampledAt;

    public LiveView(LiveStatistics statistics) => _statistics = statistics;

    /// <summary>Whether statistics can be redrawn on standard output.</summary>
    public static bool IsPossible => TerminalConsole.IsLive(Console.IsOutputRedirected);

    /// <summary>Keeps a message, which would disturb the view, until the end of the run.</summary>
    public void AddMessage(string message) => _messages.Enqueue(message);

    /// <summary>Runs a pump and shows its statistics, which disappear at its end.</summary>
    public async Task<RunResult> RunAsync(EventPump pump, StopSignal stop)
    {
        Task<RunResult> run = pump.RunAsync(stop);
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        try
        {
            IAnsiConsole console = TerminalConsole.Create(Console.Out, isLive: true);

            // Keep the last column and line free: otherwise, the ^C that a terminal shows, or a line end, would move the view.
            console.Profile.Width -= InterruptMark.Length + 1;
            console.Profile.Height = Math.Max(1, console.Profile.Height - 1);
            await console.Live(Draw(pump.Progress, console.Profile.Width))
                .AutoClear(true)
                .Overflow(VerticalOverflow.Crop)
                .Cropping(VerticalOverflowCropping.Bottom)
                .StartAsync(async context =>
                {
                    while (await Task.WhenAny(run, Task.Delay(s_frame)).ConfigureAwait(false) != run)
                        context.UpdateTarget(Draw(pump.Progress, console.Profile.Width));
                })
                .ConfigureAwait(false);
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
        }

        RunResult result = await run.ConfigureAwait(false);
        foreach (string message in _messages)
            ErrorMessage.Write(message);

        return result;
    }

    private Rows Draw(PumpProgress progress, int width)
    {
        TimeSpan elapsed = progress.Elapsed;
        if (elapsed - _sampledAt >= s_interval)
        {
            _rates.Add(progress.Events, elapsed);
            _sampledAt = elapsed;
        }

        string rejected = progress.Rejected > 0 ? $", {Quantity.Exact(progress.Rejected)} rejected" : "";
        string input = Printable.Of(progress.InputName ?? "opening");
        var header = new Paragraph();
        header.Append(Quantity.Of(progress.Events, "event"), new Style(decoration: Decoration.Bold));
        header.Append($" in {Quantity.Bytes(progress.Bytes)}{rejected}, {Quantity.Duration(elapsed)}, following {input}\n");
        header.Append($"{Quantity.Exact(_rates.Latest)} events/s, {Quantity.Count(progress.EventsPerSecond)} on average  ");
        header.Append(Sparkline.Of(_rates.Rates), new Style(Color.Green));
        if (_messages.LastOrDefault() is string message)
            header.Append($"\n{Printable.Of(message)}", new Style(Color.Yellow));

        IEnumerable<IRenderable> parts = _statistics.Draw(width, MaxRows).Prepend(header);
        return new Rows(parts.Append(new Text("\nCtrl-C ends with the whole table.", new Style(decoration: Decoration.Dim))));
    }

    // The view hides the cursor, which must reappear even if a second signal ends the process.
    private static void ShowCursor(object? sender, EventArgs e) => Console.Out.Write("\e[?25h");
}
