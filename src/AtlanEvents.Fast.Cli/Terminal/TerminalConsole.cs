using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Makes consoles that write colours and cursor movements only where there is a terminal that wants them.</summary>
internal static class TerminalConsole
{
    private const int WidthWithoutTerminal = 80;
    private const int NarrowestWidth = 40;

    /// <summary>Whether colours were turned off, by <c>--no-color</c> or by the environment (https://no-color.org).</summary>
    public static bool IsColorOff { get; set; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether a standard stream is a terminal that can move its cursor.</summary>
    /// <param name="isRedirected">Whether the stream goes elsewhere.</param>
    public static bool IsLive(bool isRedirected) => !isRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>A console.</summary>
    /// <param name="writer">Where it writes.</param>
    /// <param name="isLive">Whether that is a terminal.</param>
    public static IAnsiConsole Create(TextWriter writer, bool isLive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isLive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isLive && !IsColorOff ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = Math.Max(NarrowestWidth, isLive ? TerminalWidth() : WidthWithoutTerminal);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : WidthWithoutTerminal;
        }
        catch (IOException)
        {
            return WidthWithoutTerminal;
        }
    }
}
