using AtlanEvents.Fast.Cli.Outputs;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Writes a report for people to standard output.</summary>
internal static class ReportText
{
    /// <param name="write">Writes the report to a console.</param>
    public static void Write(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        bool isLive = TerminalConsole.IsLive(Console.IsOutputRedirected);
        write(TerminalConsole.Create(text, isLive));

        // Remove the padding of table cells, which would be noise in a file.
        IEnumerable<string> lines = text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd() + "\n");
        StandardOutput.WriteReport(output => output.Write(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
