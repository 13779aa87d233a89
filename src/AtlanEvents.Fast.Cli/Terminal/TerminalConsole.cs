using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Creates consoles that use colours and cursor movements only on terminals that support them.</summary>
internal static class TerminalConsole
{
    private const int WidthWithoutTerminal = 80;
    private const int MinWidth = 40;

    /// <summary>Whether colours are disabled by <c>--no-color</c> or the environment (https://no-color.org).</summary>
    public static bool IsColorOff { get; set; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether a standard stream is a terminal with cursor movement.</summary>
    /// <param name="isRedirected">Whether the stream is redirected.</param>
    public static bool IsLive(bool isRedirected)
        => !isRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Creates a console.</summary>
    /// <param name="writer">The writer of the console.</param>
    /// <param name="isLive">Whether it writes to a terminal.</param>
    public static IAnsiConsole Create(TextWriter writer, bool isLive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isLive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isLive && !IsColorOff ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = Math.Max(MinWidth, isLive ? TerminalWidth() : WidthWithoutTerminal);
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
